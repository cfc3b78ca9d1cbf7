using System.IO.Pipelines;
using System.Text;
using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Http;

public sealed class JsonBodyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly Pipe _pipe = new();

    [Fact]
    public async Task ReadAsync_OfABodyThatStopsArriving_IsRefusedAfterTheTimeLimit()
    {
        await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("""{"title":"""));
        var reading = ReadAsync(CancellationToken.None);
        _clock.Advance(BodyLimits.Time - TimeSpan.FromSeconds(1));
        var wasWaiting = !reading.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(1));

        var read = await reading.WaitAsync(Limit);

        Assert.True(wasWaiting);
        Assert.False(read.Succeeded(out _, out var problem));
        var errors = Assert.IsType<ProblemHttpResult>(problem).ProblemDetails.Extensions["errors"];
        Assert.Equal(["The body didn't arrive within 30 s."], ((IDictionary<string, string[]>)errors!)["body"]);
    }

    [Fact]
    public async Task ReadAsync_OfABodyWhoseClientDisconnects_IsCancelled()
    {
        using var disconnect = new CancellationTokenSource();
        var reading = ReadAsync(disconnect.Token);

        await disconnect.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Limit));
    }

    private Task<RequestResult<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Features.Set(Mock.Of<IRequestBodyPipeFeature>(feature => feature.Reader == _pipe.Reader));
        return new JsonBody(_clock).ReadAsync(context.Request, properties => properties.Text("title", 10) ?? "", cancellationToken);
    }
}
