using System.Collections.Concurrent;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>Numbers the operations of a scenario in order, and selects the one that fails and its fault.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Instance, string Name), int> _counts = [];
    private readonly ConcurrentQueue<TableOperation> _seen = new();
    private (TableOperation Operation, TableFault Fault)? _next;

    /// <summary>Gets the operations since the last <see cref="Begin"/>.</summary>
    public IReadOnlyList<TableOperation> Seen => [.. _seen];

    /// <summary>Gets a value indicating whether the planned fault has happened.</summary>
    public bool HasStruck
    {
        get
        {
            lock (_gate) return _next is null;
        }
    }

    /// <summary>Begins a scenario, in which one operation fails, or none.</summary>
    public void Begin((TableOperation Operation, TableFault Fault)? fault)
    {
        lock (_gate)
        {
            _counts.Clear();
            _seen.Clear();
            _next = fault;
        }
    }

    /// <summary>Records an operation.</summary>
    /// <returns>The operation's fault; null if it succeeds.</returns>
    public TableFault? Note(string instance, string name)
    {
        lock (_gate)
        {
            var number = _counts[(instance, name)] = _counts.GetValueOrDefault((instance, name)) + 1;
            var operation = new TableOperation(instance, name, number);
            _seen.Enqueue(operation);
            if (_next is not { } next || next.Operation != operation) return null;
            _next = null;
            return next.Fault;
        }
    }
}
