using System.Buffers;
using IssueAi.Generation;

namespace IssueAi.Confidence;

/// <summary>
/// The log-probability of each token of an answer, and its position in the answer as the model sent it. Positions are bytes
/// of escaped UTF-8 (<see cref="Generation.ModelUpdate.Text"/>, concatenated). It allocates no object per token.
/// </summary>
internal sealed class TokenTrace : IDisposable
{
    private const int FirstCapacity = 64;

    private Token[] _tokens = [];
    private int _count;
    private MeaningScanner _meaning = new();

    /// <summary>Gets the length of the answer so far, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the tokens whose probability is known, in their order. Valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>Adds a piece of the answer.</summary>
    /// <param name="text">The piece, escaped.</param>
    /// <param name="tokens">Its tokens, together as long as it is; empty where the model gives none.</param>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<TokenProbability> tokens)
    {
        foreach (var token in tokens)
        {
            Append(text[..token.Length], token.LogProbability);
            text = text[token.Length..];
        }

        _meaning.Read(text);
        Length += text.Length;
    }

    public void Dispose()
    {
        if (_tokens.Length > 0) ArrayPool<Token>.Shared.Return(_tokens);
        (_tokens, _count) = ([], 0);
    }

    private void Append(ReadOnlySpan<byte> text, float logProbability)
    {
        var place = _meaning.Read(text);
        var start = Length;
        Length += text.Length;
        if (float.IsNaN(logProbability)) return;

        if (_count == _tokens.Length) Grow();
        _tokens[_count++] = new Token(logProbability, start, Length, place);
    }

    private void Grow()
    {
        var larger = ArrayPool<Token>.Shared.Rent(Math.Max(FirstCapacity, _count * 2));
        _tokens.AsSpan(0, _count).CopyTo(larger);
        if (_tokens.Length > 0) ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = larger;
    }

    /// <summary>A token in its place.</summary>
    /// <param name="LogProbability">The natural logarithm of its probability, zero or less.</param>
    /// <param name="Start">Where it begins, in bytes.</param>
    /// <param name="End">Where the next begins.</param>
    /// <param name="Place">Its place in the answer.</param>
    internal readonly record struct Token(float LogProbability, int Start, int End, TokenPlace Place)
    {
        public bool CarriesMeaning => Place != TokenPlace.Boilerplate;
    }
}
