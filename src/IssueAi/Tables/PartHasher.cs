using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IssueAi.Tables;

/// <summary>Hashes lists of parts. The length of each part is hashed before it, so that no two lists collide by concatenation.</summary>
internal sealed class PartHasher : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a part; null differs from empty.</summary>
    public PartHasher Add(string? part)
    {
        if (part is null) return AddCount(-1);

        var bytes = Encoding.UTF8.GetBytes(part);
        AddCount(bytes.Length);
        _hash.AppendData(bytes);
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
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private PartHasher AddCount(int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        _hash.AppendData(bytes);
        return this;
    }
}
