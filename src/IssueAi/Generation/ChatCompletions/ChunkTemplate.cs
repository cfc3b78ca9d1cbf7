using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>
/// The common part of a stream's chunks: nearly all of their bytes. A chunk that was read whole serves as the example; of
/// the next one only the differing parts are read, and the rest is compared.
/// </summary>
internal sealed class ChunkTemplate
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> ByteListSigns = SearchValues.Create("0123456789, "u8);

    private readonly List<Gap> _gaps = new(5);
    private byte[] _example = [];
    private int _length;
    private bool _hasToken;

    /// <summary>The parts that may differ from chunk to chunk.</summary>
    public enum GapKind
    {
        /// <summary>The piece of the answer, without its quotes.</summary>
        Text,

        /// <summary>The token's own text, without its quotes.</summary>
        Token,

        /// <summary>An unused string, without its quotes.</summary>
        Padding,

        /// <summary>The token's log-probability.</summary>
        LogProbability,

        /// <summary>The token's bytes, without the brackets.</summary>
        Bytes,
    }

    /// <summary>Forgets the example, since another is about to be read.</summary>
    public void Forget()
    {
        _gaps.Clear();
        _length = 0;
    }

    /// <summary>Notes where in the next example something stands that may differ. In the order of the bytes.</summary>
    public void Note(GapKind kind, long start, int length) => _gaps.Add(new Gap(kind, (int)start, (int)start + length));

    /// <summary>Notes a string, unless the value is none.</summary>
    public void NoteString(ref Utf8JsonReader json, GapKind kind)
    {
        if (json.TokenType == JsonTokenType.String) Note(kind, json.TokenStartIndex + 1, json.ValueSpan.Length);
    }

    /// <summary>Takes a chunk as the example.</summary>
    /// <param name="chunk">The chunk, whose gaps were noted.</param>
    /// <param name="tokens">How many tokens it tells the probability of; more than one make no example.</param>
    public void Learn(ReadOnlySpan<byte> chunk, int tokens)
    {
        if (tokens > 1 || _gaps.Count(gap => gap.Kind == GapKind.Text) != 1) return;

        if (_example.Length < chunk.Length) _example = new byte[chunk.Length];
        chunk.CopyTo(_example);
        _length = chunk.Length;
        _hasToken = tokens == 1;
    }

    /// <summary>Reads a chunk that is like the example.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="parts">Its new parts.</param>
    /// <returns>Whether it is; one that isn't says nothing of whether it is a chunk.</returns>
    public bool TryRead(ReadOnlySpan<byte> chunk, out Parts parts)
    {
        parts = new Parts { HasToken = _hasToken, LogProbability = double.NaN };
        if (_length == 0) return false;

        var example = _example.AsSpan(0, _length);
        var read = 0;
        foreach (ref readonly var gap in CollectionsMarshal.AsSpan(_gaps))
        {
            var same = example[read..gap.Start];
            if (!chunk.StartsWith(same)) return false;

            chunk = chunk[same.Length..];
            var length = Fill(gap.Kind, chunk, ref parts);
            if (length < 0) return false;

            chunk = chunk[length..];
            read = gap.End;
        }

        return chunk.SequenceEqual(example[read..]);
    }

    private static int Fill(GapKind kind, ReadOnlySpan<byte> chunk, ref Parts parts)
    {
        switch (kind)
        {
            case GapKind.LogProbability:
                return FillLogProbability(chunk, ref parts);
            case GapKind.Bytes:
                var list = chunk.IndexOf((byte)']');
                return list >= 0 && !chunk[..list].ContainsAnyExcept(ByteListSigns) ? list : -1;
        }

        var length = StringLength(chunk);
        if (length < 0) return length;

        if (kind == GapKind.Text) parts.Text = chunk[..length];
        else if (kind == GapKind.Token) parts.TokenLength = length;
        return length;
    }

    // The framework would also accept names such as NaN.
    private static int FillLogProbability(ReadOnlySpan<byte> chunk, ref Parts parts) =>
        chunk is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] && Utf8Parser.TryParse(chunk, out parts.LogProbability, out var length) ? length : -1;

    /// <summary>Tells where a JSON string ends; below zero where it doesn't, or isn't one.</summary>
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        for (var at = 0; ; at += 2)
        {
            var stop = json[at..].IndexOfAny(StringStops);
            if (stop < 0) return -1;

            at += stop;
            if (json[at] == (byte)'"') return at;
            if (json[at] != (byte)'\\' || at + 1 == json.Length || !IsEscape(json[(at + 1)..])) return -1;
        }
    }

    private static bool IsEscape(ReadOnlySpan<byte> sign) => sign[0] switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => true,
        (byte)'u' => sign.Length > 4 && !sign[1..5].ContainsAnyExcept(HexDigits),
        _ => false,
    };

    /// <summary>The new parts of a chunk.</summary>
    public ref struct Parts
    {
        /// <summary>The piece of the answer, escaped.</summary>
        public ReadOnlySpan<byte> Text;

        /// <summary>Whether the chunk tells how likely a token is.</summary>
        public bool HasToken;

        /// <summary>How many bytes the token takes as it is spelt in the chunk.</summary>
        public int TokenLength;

        /// <summary>The token's log-probability; NaN where the chunk has none.</summary>
        public double LogProbability;
    }

    private readonly record struct Gap(GapKind Kind, int Start, int End);
}
