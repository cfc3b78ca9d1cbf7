using IssueAi.Generation.Upstream;

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

    private sealed class MeteredStream(Stream inner, ReadMeter meter) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            meter.Add(count);
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
