using IssueAi.Generation.Upstream;
using IssueAi.Tests;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>Connects the product with its model, and counts the bytes that it reads.</summary>
internal sealed class MeteredTransport(ReadMeter meter) : ModelTransport(TimeProvider.System)
{
    protected override HttpMessageHandler CreateHandler() => new MeteringHandler(meter) { InnerHandler = base.CreateHandler() };

    private sealed class MeteringHandler(ReadMeter meter) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var body = new StreamContent(new MeteredStream(await response.Content.ReadAsStreamAsync(cancellationToken), meter));
            foreach (var (name, values) in response.Content.Headers) body.Headers.TryAddWithoutValidation(name, values);
            response.Content = body;
            return response;
        }
    }

    private sealed class MeteredStream(Stream inner, ReadMeter meter) : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            meter.Add(count);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
