namespace IssueAi.Generation.Upstream;

/// <summary>Reads the events of one answer in a provider's own format.</summary>
internal interface IStreamParser
{
    /// <summary>Gets a value indicating whether the model said that nothing follows.</summary>
    bool IsDone { get; }

    /// <summary>Gets a value indicating whether a finish reason came. From then on nothing makes the answer fail.</summary>
    bool HasFinished { get; }

    /// <summary>Gets the error in the latest event, in addition to its other content; null while there is none.</summary>
    ModelException? Failure { get; }

    /// <summary>Reads one event's data. The result is valid until the next call.</summary>
    /// <exception cref="ModelException">The data can't be read.</exception>
    ModelUpdate Parse(ReadOnlySpan<byte> data);

    /// <summary>Reads an answer that came as one JSON document in place of a stream.</summary>
    /// <exception cref="ModelException">It is no answer.</exception>
    ModelUpdate ParseWhole(ReadOnlySpan<byte> body);

    /// <summary>Takes the rest of a character whose second half never came.</summary>
    ReadOnlyMemory<byte> TakeCarry();
}
