using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Anthropic.Exceptions;
using IssueAi.Generation;
using IssueAi.Generation.ChatClients;

namespace IssueAi.Tests.Generation.ChatClients;

public sealed class ModelFailuresTests
{
    private const string Secret = "key-nobody-may-see";

    public static TheoryData<Exception> Disconnections => new(
        new HttpRequestException("m"),
        new IOException("m"),
        new SocketException(),
        new JsonException("m"),
        new InvalidOperationException("m"),
        new ClientResultException("m"),
        new AnthropicIOException("m", new HttpRequestException("m")),
        new AnthropicInvalidDataException("m"));

    [Theory]
    [MemberData(nameof(Disconnections))]
    public void From_NothingThatCanBeRead_IsUnavailableAndKeepsTheCause(Exception exception)
    {
        var failure = ModelFailures.From(exception);

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
        Assert.Same(exception, failure.InnerException);
    }

    [Fact]
    public void From_ModelException_IsTheSame()
    {
        var known = new ModelException(ErrorCode.ContentFiltered, "m");

        Assert.Same(known, ModelFailures.From(known));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "rate_limit_error", ErrorCode.UpstreamRateLimited)]
    [InlineData(HttpStatusCode.Unauthorized, "authentication_error", ErrorCode.UpstreamRejected)]
    [InlineData(HttpStatusCode.BadRequest, "content_filter", ErrorCode.ContentFiltered)]
    [InlineData((HttpStatusCode)529, "overloaded_error", ErrorCode.UpstreamUnavailable)]
    public void From_AnthropicStatus_IsSortedWithoutQuotingIt(HttpStatusCode status, string type, ErrorCode expected)
    {
        var body = JsonSerializer.Serialize(new { error = new { type, message = Secret } });
        var exception = AnthropicExceptionFactory.CreateApiException(status, body);

        var failure = ModelFailures.From(exception);

        Assert.Equal(expected, failure.Code);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void From_AnthropicErrorEvent_IsSortedWithoutQuotingIt()
    {
        var body = JsonSerializer.SerializeToElement(new { error = new { type = "rate_limit_error", message = Secret } });

        var failure = ModelFailures.From(new AnthropicSseException(Secret) { Body = body });

        Assert.Equal(ErrorCode.UpstreamRateLimited, failure.Code);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void From_TimeOut_IsATimeout() =>
        Assert.Equal(ErrorCode.UpstreamTimeout, ModelFailures.From(new TimeoutException()).Code);
}
