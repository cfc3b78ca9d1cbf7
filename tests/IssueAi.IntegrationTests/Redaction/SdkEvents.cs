using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace IssueAi.IntegrationTests.Redaction;

/// <summary>All events of the Azure SDK, the OpenAI SDK below it and <see cref="HttpClient"/> at their most verbose level.</summary>
internal sealed class SdkEvents : EventListener
{
    private readonly ConcurrentQueue<string> _events = new();

    public override string ToString() => string.Join('\n', _events);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("Azure-", StringComparison.Ordinal) || eventSource.Name is "System.ClientModel" or "System.Net.Http")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        _events.Enqueue($"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? [])}");
}
