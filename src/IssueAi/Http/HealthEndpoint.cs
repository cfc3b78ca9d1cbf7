using IssueAi.Health;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>GET /api/health</c>: tells whether storage and model can be reached.</summary>
public sealed class HealthEndpoint
{
    private readonly HealthMonitor _monitor;
    private readonly ProblemBoundary _boundary;

    internal HealthEndpoint(HealthMonitor monitor, ProblemBoundary boundary)
    {
        _monitor = monitor;
        _boundary = boundary;
    }

    /// <summary>Gives 200 where both are, 503 where one isn't; each with what was found.</summary>
    /// <param name="request">The caller's request.</param>
    public Task<IResult> GetAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, async () =>
        {
            var report = await _monitor.CheckAsync();
            return new JsonResult<HealthReport>(report, HealthJsonContext.Default.HealthReport)
            {
                StatusCode = report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            };
        });
    }
}
