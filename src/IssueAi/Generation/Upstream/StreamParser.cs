using System.Text.Json;
using IssueAi.Text;

namespace IssueAi.Generation.Upstream;

/// <summary>The rules of all formats: the end of a stream, its failures, and that no failure counts after its finish reason.</summary>
internal abstract class StreamParser : IStreamParser
{
    private string? _model;
    private TokenUsage? _usage;

    public bool IsDone { get; protected set; }

    public bool HasFinished { get; private set; }

    public ModelException? Failure { get; private set; }

    protected EscapedTextBuffer Text { get; } = new();

    public ReadOnlyMemory<byte> TakeCarry() => Text.TakeCarry();

    public ModelUpdate ParseWhole(ReadOnlySpan<byte> body)
    {
        body = body.Trim(" \t\r\n"u8);

        // Some servers put an error into a list.
        if (!body.StartsWith("["u8)) return Parse(body);
        Fail(UpstreamError.Read(body.ToArray()));
        return default;
    }

    public ModelUpdate Parse(ReadOnlySpan<byte> data)
    {
        // Servers keep a silent stream alive by events without anything.
        data = data.Trim(" \t\r\n"u8);
        if (data.IsEmpty) return default;

        if (data.SequenceEqual("[DONE]"u8))
        {
            IsDone = true;
            return default;
        }

        try
        {
            return ParseEvent(data);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            if (HasFinished) return default;
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model sent an event that can't be read.", exception);
        }
    }

    /// <summary>Reads an event that says something.</summary>
    protected abstract ModelUpdate ParseEvent(ReadOnlySpan<byte> data);

    /// <summary>Takes note of an error, unless the answer is whole already.</summary>
    protected void Fail(UpstreamError error) =>
        Fail(new ModelException(error.Sort(), $"The model broke off its stream with an error ({error}).")
        {
            IsQuotaSpent = error.IsQuotaSpent,
            Refuses = error.Refuses,
        });

    /// <summary>Takes note of a failure, unless the answer is whole already or has failed before.</summary>
    protected void Fail(ModelException failure)
    {
        if (!HasFinished) Failure ??= failure;
    }

    /// <summary>Takes note of a finish reason that came in an event.</summary>
    /// <returns>The reason; null where it is none.</returns>
    protected string? Finish(string? reason)
    {
        if (FinishReasons.IsFailure(reason))
            Fail(new ModelException(ErrorCode.UpstreamUnavailable, $"The model broke off its answer with the finish reason {reason}."));

        if (reason is null || Failure is not null) return null;
        HasFinished = true;
        return reason;
    }

    /// <summary>Gives the model's name the first time that it is told; otherwise null.</summary>
    protected string? Name(ref Utf8JsonReader json)
    {
        if (_model is null) return _model = json.ReadText();
        json.SkipValue();
        return null;
    }

    /// <summary>Puts counts together that come in several events; of each the latest holds.</summary>
    protected TokenUsage? Count(TokenUsage? usage) => usage is null ? null : _usage = usage.Over(_usage);
}
