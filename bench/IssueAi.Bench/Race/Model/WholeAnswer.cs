namespace IssueAi.Bench.Race.Model;

/// <summary>An answer that is sent without pauses. Its tokens contain no timestamps, so their age isn't measured.</summary>
/// <param name="Bytes">All its bytes.</param>
/// <param name="Pieces">The lengths of the pieces in which it is sent.</param>
internal sealed record WholeAnswer(ReadOnlyMemory<byte> Bytes, IReadOnlyList<int> Pieces)
{
    public static WholeAnswer Create(ChunkTemplate template, ModelScript script)
    {
        var writes = Enumerable.Repeat(template.Token, script.Tokens).Chunk(script.TokensPerWrite).Select(tokens => tokens.SelectMany(token => token).ToArray());
        byte[][] pieces = [template.Beginning, .. writes, template.End];
        var bytes = pieces.SelectMany(piece => piece).ToArray();
        return new WholeAnswer(bytes, script.IsInOnePiece ? [bytes.Length] : [.. pieces.Select(piece => piece.Length)]);
    }
}
