namespace IssueAi.Bench.Race.Model;

/// <summary>An answer that is sent without pauses. Its tokens tell no time: nobody asks how old they are.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Pieces">The lengths of the pieces in which it is sent.</param>
internal sealed record WholeAnswer(ReadOnlyMemory<byte> Bytes, IReadOnlyList<int> Pieces)
{
    public static WholeAnswer Create(ChunkTemplate template, ModelScript script)
    {
        byte[][] pieces = [template.Beginning, .. Enumerable.Repeat(template.Token, script.Tokens), template.End];
        var bytes = pieces.SelectMany(piece => piece).ToArray();
        return new WholeAnswer(bytes, script.IsInOnePiece ? [bytes.Length] : [.. pieces.Select(piece => piece.Length)]);
    }
}
