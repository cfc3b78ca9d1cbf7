namespace IssueAi.Responses.Live;

/// <summary>
/// One client's hold on a response, until it is disposed. When the last one has gone, the response's source decides whether
/// the response is stopped.
/// </summary>
internal sealed class ResponseAttachment(LiveResponse response) : IDisposable
{
    private bool _isDisposed;

    /// <summary>Gets or sets how long the client may come back. The default is zero: it won't.</summary>
    public TimeSpan Grace { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the client reads on at another instance, so that a response which this instance
    /// generates isn't stopped for want of readers here. The default is <see langword="false"/>.
    /// </summary>
    public bool ContinuesElsewhere { get; set; }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        response.Detach(this);
    }
}
