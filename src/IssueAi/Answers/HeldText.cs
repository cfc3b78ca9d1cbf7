using System.Buffers;

namespace IssueAi.Answers;

/// <summary>Pieces of an answer that are held back until their kind is known.</summary>
internal sealed class HeldText
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private readonly List<int> _ends = [];

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public void Add(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return;
        _bytes.Write(piece);
        _ends.Add(_bytes.WrittenCount);
    }

    /// <summary>Removes the end of the text and returns it.</summary>
    public byte[] TakeFrom(int start)
    {
        var taken = _bytes.WrittenSpan[start..].ToArray();
        var kept = _bytes.WrittenSpan[..start].ToArray();
        _ends.RemoveAll(end => end >= start);
        _bytes.ResetWrittenCount();
        _bytes.Write(kept);
        if (start > 0) _ends.Add(start);
        return taken;
    }

    /// <summary>Shows all pieces as they arrived, and clears the buffer.</summary>
    public void Release(Action<ReadOnlySpan<byte>> show)
    {
        var start = 0;
        foreach (var end in _ends)
        {
            show(_bytes.WrittenSpan[start..end]);
            start = end;
        }

        Clear();
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _ends.Clear();
    }
}
