using IssueAi.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace IssueAi.Functions;

/// <summary>
/// Reads the rest of a request's body before the answer is sent. The host's forwarder fails a request that is
/// answered while its body is still arriving: the client would get an empty 500 instead of a refusal. A body that takes too long is cut off.
/// </summary>
internal sealed class UnreadBodyMiddleware(TimeProvider clock) : IFunctionsWorkerMiddleware
{
    // As much as the host lets through; the server's own limit is lower.
    private const long MaxBytes = 100 * 1024 * 1024;

    /// <summary>Tells whether a function is invoked by a request.</summary>
    public static bool AppliesTo(FunctionContext context) => context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "httpTrigger");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        var features = http.Features;
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MaxBytes;
        await next(context);
        if (features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }) await DrainAsync(http);
    }

    private async Task DrainAsync(HttpContext http)
    {
        var body = http.Request.BodyReader;
        using var limit = new CancellationTokenSource(BodyLimits.Time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        try
        {
            for (var isAtEnd = false; !isAtEnd;)
            {
                var read = await body.ReadAsync(either.Token);
                isAtEnd = read.IsCompleted;
                body.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client broke off, also while the function read, or sends more than the host lets through. Its answer is on the way all the same.
            if (limit.IsCancellationRequested) http.Abort();
        }
    }
}
