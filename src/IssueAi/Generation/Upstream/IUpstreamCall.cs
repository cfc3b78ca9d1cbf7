namespace IssueAi.Generation.Upstream;

/// <summary>One answer's call to a server, in its provider's way.</summary>
internal interface IUpstreamCall
{
    /// <summary>Gets the meter of the calls; null if the calls aren't metered.</summary>
    TokenMeter? Meter { get; }

    /// <summary>Creates the parser of the answer.</summary>
    IStreamParser CreateParser();

    /// <summary>Sends the request and waits for the answer's headers.</summary>
    /// <exception cref="ModelException">The server refused it.</exception>
    Task<UpstreamAnswer> SendAsync(CancellationToken cancellationToken);

    /// <summary>Drops the parameters that the server refused.</summary>
    /// <returns>Whether it is worth asking again.</returns>
    bool TryChange(ModelException refusal);

    /// <summary>Takes note that the server took the request.</summary>
    void Accept();

    /// <summary>Notes the model's counts.</summary>
    void Count(TokenUsage usage);

    /// <summary>Tells that something came that is no text: the model thinks, or its server keeps the stream alive.</summary>
    void ShowLife();
}
