using System.Text;

namespace IssueAi.IntegrationTests;

/// <summary>Reads a stream block by block while it is still open.</summary>
internal sealed class BlockReader(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.UTF8);

    public static async Task<BlockReader> OpenAsync(HttpResponseMessage response) => new(await response.Content.ReadAsStreamAsync());

    /// <summary>Waits for the next block and returns it without the empty line at its end; null at the stream's end.</summary>
    public async Task<string?> ReadAsync()
    {
        var block = new StringBuilder();
        while (await _reader.ReadLineAsync().WaitAsync(Limits.Test) is { } line)
        {
            if (line.Length == 0) return block.ToString();
            if (block.Length > 0) block.Append('\n');
            block.Append(line);
        }

        Assert.Equal(0, block.Length);
        return null;
    }

    /// <summary>Waits for the next block that is an event, and skips comments; null at the stream's end.</summary>
    public async Task<string?> ReadEventAsync()
    {
        var block = await ReadAsync();
        while (block is not null && block.StartsWith(':')) block = await ReadAsync();
        return block;
    }

    /// <summary>Reads blocks up to the first that meets a condition, and returns all of them.</summary>
    public async Task<IReadOnlyList<string>> ReadUntilAsync(Func<string, bool> isLast)
    {
        var blocks = new List<string>();
        while (await ReadAsync() is { } block)
        {
            blocks.Add(block);
            if (isLast(block)) return blocks;
        }

        Assert.Fail($"The stream ended after: {string.Join(" | ", blocks)}");
        return blocks;
    }

    public void Dispose() => _reader.Dispose();
}
