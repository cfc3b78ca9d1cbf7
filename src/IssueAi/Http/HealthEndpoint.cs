using IssueAi.Health;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <inheritdoc cref="IHealthEndpoint"/>
internal sealed class HealthEndpoint(HealthMonitor monitor, ProblemBoundary boundary) : IHealthEndpoint
{
    public Task<IResult> GetAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(request.HttpContext, async () =>
        {
            var report = await monitor.CheckAsync();
            return new JsonResult<HealthReport>(report, HealthJsonContext.Default.HealthReport)
            {
                StatusCode = report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            };
        });
    }
}
