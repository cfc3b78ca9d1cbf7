using System.Diagnostics;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IssueAi.Tests.Telemetry;

public sealed class TracingTests : IDisposable
{
    private readonly Activity? _before = Activity.Current;
    private readonly Activity _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).SetBaggage("shop", "acme");
    private readonly Activity _invocation = new Activity("Invoke").SetIdFormat(ActivityIdFormat.W3C);
    private readonly DefaultHttpContext _context = new();

    public TracingTests()
    {
        _request.Start();
        Activity.Current = null;
        _context.Features.Set<IHttpActivityFeature>(new HttpActivity { Activity = _request });
    }

    public void Dispose()
    {
        _invocation.Dispose();
        _request.Dispose();
        Activity.Current = _before;
    }

    [Fact]
    public void Continue_WithoutAnActivity_TakesUpTheRequests()
    {
        Tracing.Continue(_context);

        Assert.Same(_request, Activity.Current);
    }

    [Fact]
    public void Continue_OfAWorkersInvocation_KeepsItAndTakesTheRequestsBaggage()
    {
        _invocation.Start();

        Tracing.Continue(_context);

        Assert.Same(_invocation, Activity.Current);
        Assert.Equal("acme", _invocation.GetBaggageItem("shop"));
    }

    [Fact]
    public void Continue_WithinTheRequest_ChangesNothing()
    {
        Activity.Current = _request;
        _invocation.Start();

        Tracing.Continue(_context);

        Assert.Same(_invocation, Activity.Current);
        Assert.Equal(["shop"], _invocation.Baggage.Select(item => item.Key));
    }

    [Fact]
    public void Continue_OfARequestWithoutOne_HasNone()
    {
        _context.Features.Set<IHttpActivityFeature>(null);

        Tracing.Continue(_context);

        Assert.Null(Activity.Current);
    }

    private sealed class HttpActivity : IHttpActivityFeature
    {
        public required Activity Activity { get; set; }
    }
}
