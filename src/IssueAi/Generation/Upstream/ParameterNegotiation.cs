namespace IssueAi.Generation.Upstream;

/// <summary>
/// Finds out, for one answer, with which parameters a server takes the request: a refused one is dropped, and the
/// request is repeated. The accepted set is remembered for the next responses.
/// </summary>
/// <param name="support">The known support of the server.</param>
/// <param name="wanted">The parameters that the request should have; of the limit's names the newer one.</param>
internal sealed class ParameterNegotiation(ParameterSupport support, RequestParameters wanted)
{
    private const RequestParameters Limits = RequestParameters.MaxCompletionTokens | RequestParameters.MaxTokens;

    private readonly RequestParameters _known = support.Refused;
    private RequestParameters _refused;

    /// <summary>Gets the parameters to send.</summary>
    public RequestParameters Sent => (wanted & ~(_known | _refused | Limits)) | (wanted.HasFlag(RequestParameters.MaxCompletionTokens) ? Limit : RequestParameters.None);

    // A server that refuses one name of the limit takes the other, regardless of earlier requests.
    private RequestParameters Limit
    {
        get
        {
            var newer = RequestParameters.MaxCompletionTokens;
            var older = RequestParameters.MaxTokens;
            if (_refused.HasFlag(newer)) return older;
            if (_refused.HasFlag(older)) return newer;
            return _known.HasFlag(newer) ? older : newer;
        }
    }

    /// <summary>Drops the parameters that a server refused.</summary>
    /// <returns>Whether it is worth asking again.</returns>
    public bool TryGiveUp(ModelException refusal)
    {
        var given = refusal.Refuses & Sent;
        if (given == RequestParameters.None) return false;

        _refused |= given;
        return !_refused.HasFlag(Limits);
    }

    /// <summary>Takes note that the server took the request.</summary>
    public void Accept() => support.Learn(_refused, Sent);
}
