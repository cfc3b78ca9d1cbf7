using System.Globalization;
using IssueAi.Bench.Load;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Processes;

/// <summary>
/// The product in a process of this program, which reports its memory on request. So the count excludes the memory of the clients
/// and of the model, and the product needs no endpoint for it.
/// </summary>
internal sealed class MemoryHost : IAsyncDisposable
{
    public const string Command = "memory-host";

    private const string Listening = "Listening on ";
    private const string Holding = "Holding ";
    private const string Allocated = "allocated ";

    private readonly ChildProcess _process;

    private MemoryHost(ChildProcess process, Uri address)
    {
        _process = process;
        Client = new StreamClient(address);
        Port = address.Port;
    }

    public StreamClient Client { get; }

    public int Port { get; }

    /// <summary>Starts it with tables and the simulator.</summary>
    public static Task<MemoryHost> StartAsync(Uri tables, ModelSimulatorServer model) =>

        // Streams pause during the measurement, which mustn't count as an idle time-out of the model.
        StartAsync(ProductSettings.Create(tables, model, ("Generation__IdleTimeout", "00:05:00")));

    public static async Task<MemoryHost> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var process = ChildProcess.Start("IssueAi.Bench.dll", [Command, "--urls", "http://127.0.0.1:0"], settings);
        return new MemoryHost(process, new Uri(await process.ReadAsync(Listening)));
    }

    /// <summary>Collects all garbage there and reports the remaining memory.</summary>
    public async Task<MemoryUse> MeasureAsync()
    {
        await _process.WriteLineAsync("measure");
        var parts = (await _process.ReadAsync(Holding)).Split(' ');
        return new MemoryUse(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Reads the objects there, best after a measurement, which collects the garbage.</summary>
    public Task<HeapObjects> ReadObjectsAsync() => HeapObjects.ReadAsync(_process.Id);

    /// <summary>Reports the bytes that the process has allocated since its start.</summary>
    public async Task<long> ReadAllocatedAsync()
    {
        await _process.WriteLineAsync(Allocated);
        return long.Parse(await _process.ReadAsync(Allocated), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>The entry point of that process: runs until its standard input ends.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var application = await LocalHostApplication.StartAsync(args);
        Console.WriteLine($"{Listening}{application.Address}");
        while (await Console.In.ReadLineAsync() is { } question) Console.WriteLine(Answer(question));
        return 0;
    }

    private static string Answer(string question)
    {
        if (question == Allocated) return string.Create(CultureInfo.InvariantCulture, $"{Allocated}{GC.GetTotalAllocatedBytes(precise: true)}");

        var use = MemoryUse.OfThisProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Holding}{use.HeapBytes} {use.ResidentBytes}");
    }
}
