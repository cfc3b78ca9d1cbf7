using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IssueAi.Tables;

/// <summary>Hashes lists of parts. The length of each part is hashed before it, so that no two lists collide by concatenation.</summary>
internal sealed class PartHasher : IDisposable
{
    private const int UsualLength = 256;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int _length;

    /// <summary>Adds a part; null differs from empty.</summary>
    public PartHasher Add(string? part)
    {
        if (part is null) return AddCount(-1);

        var length = Encoding.UTF8.GetByteCount(part);
        AddCount(length);
        Encoding.UTF8.GetBytes(part, Reserve(length));
        return this;
    }

    /// <summary>Adds a list as one part.</summary>
    public PartHasher Add(IReadOnlyCollection<string> parts)
    {
        AddCount(parts.Count);
        foreach (var part in parts) Add(part);
        return this;
    }

    /// <summary>Gets the hash as 64 lower hexadecimal digits.</summary>
    public string Finish()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), hash);
        return Convert.ToHexStringLower(hash);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private PartHasher AddCount(int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), count);
        return this;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + count));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
