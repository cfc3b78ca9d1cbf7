namespace IssueAi.LocalHost;

/// <summary>Started parts, to be ended in reverse order, also when a later start fails.</summary>
internal sealed class AsyncDisposables : IAsyncDisposable
{
    private Stack<IAsyncDisposable> _all = [];

    public T Add<T>(T disposable)
        where T : IAsyncDisposable
    {
        _all.Push(disposable);
        return disposable;
    }

    /// <summary>Hands everything over; disposing of this one then does nothing.</summary>
    public AsyncDisposables Release()
    {
        var released = new AsyncDisposables { _all = _all };
        _all = [];
        return released;
    }

    public async ValueTask DisposeAsync()
    {
        while (_all.TryPop(out var last)) await last.DisposeAsync();
    }
}
