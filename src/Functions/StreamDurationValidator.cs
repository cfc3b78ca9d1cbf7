using IssueAi.Http;
using IssueAi.Streaming;
using Microsoft.Extensions.Options;

namespace IssueAi.Functions;

/// <summary>
/// Refuses streams that may outlast <c>functionTimeout</c>: the host then restarts the whole worker, and with it every other stream.
/// </summary>
internal sealed class StreamDurationValidator(TimeSpan? functionTimeout) : IValidateOptions<StreamingOptions>
{
    public ValidateOptionsResult Validate(string? name, StreamingOptions options)
    {
        var longest = BodyLimits.Time + options.MaxResponse();
        return functionTimeout is null || longest < functionTimeout
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Streaming__MaxDuration: {options.MaxDuration}, with Streaming__DisconnectGrace {options.DisconnectGrace}, lets an invocation take " +
                $"{longest}; that must be less than functionTimeout in host.json, {functionTimeout}");
    }
}
