namespace IssueAi.Generation;

/// <summary>Collects the tokens of one update of a model's stream. Reused for each update.</summary>
internal sealed class TokenProbabilityBuffer
{
    private TokenProbability[] _tokens = new TokenProbability[8];
    private int _count;

    public int Count => _count;

    public void Clear() => _count = 0;

    public void Add(TokenProbability token)
    {
        if (_count == _tokens.Length) Array.Resize(ref _tokens, _count * 2);
        _tokens[_count++] = token;
    }

    /// <summary>
    /// Gives the tokens of a text, cut so that their lengths add up to its length: a token that is part of a character is
    /// written as its bytes, which is longer than the character. Without a text each has length zero: some servers send
    /// tokens apart from their text.
    /// </summary>
    /// <param name="textLength">The length of the step's text in bytes.</param>
    /// <returns>The tokens, valid until <see cref="Clear"/>.</returns>
    public ReadOnlyMemory<TokenProbability> Fit(int textLength)
    {
        if (_count == 0) return default;

        var left = textLength;
        for (var at = 0; at < _count; at++)
        {
            var length = at == _count - 1 ? left : Math.Min(_tokens[at].Length, left);
            _tokens[at] = _tokens[at] with { Length = length };
            left -= length;
        }

        return _tokens.AsMemory(0, _count);
    }
}
