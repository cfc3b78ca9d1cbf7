using IssueAi.Caching;
using IssueAi.IntegrationTests.Tables;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IssueAi.IntegrationTests.Responses;

[Collection(AzuriteGroup.Name)]
public sealed class DesertedAnswerTests(AzuriteServer azurite) : IAsyncLifetime
{
    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData(true, ErrorCode.Interrupted)]
    [InlineData(false, ErrorCode.Cancelled)]
    public async Task A_Reader_Elsewhere_May_Try_Again_Unless_Somebody_Wished_The_End(bool wasDeserted, ErrorCode expected)
    {
        var summary = Stores.Summary();
        var recording = await _stores.Responses.BeginAsync(summary, CancellationToken.None);
        var running = await _stores.Responses.ReadAsync(summary.ResponseId);
        var cancelled = summary.EndedWith(ErrorFrames.Create(ErrorCode.Cancelled, summary.ResponseId), DateTime.UtcNow);
        await recording.EndAsync(default, cancelled with { WasDeserted = wasDeserted }, CancellationToken.None);

        var archive = new ResponseArchive(
            _stores.Responses, _stores.History, _stores.CacheKeys, _stores.Feedback, Options.Create(new CacheOptions()), TimeProvider.System);
        var follower = new RemoteResponseSource(running!, _stores.Responses, archive, TimeProvider.System, NullLogger<RemoteResponseSource>.Instance);
        var response = new LiveResponse(summary.ResponseId, summary.Tenant, summary.Action, follower);
        response.Start();
        await response.Completion.WaitAsync(Limits.Test);

        Assert.Equal(expected, Assert.IsType<StreamFrame.Error>(response.Log.Read().Terminal).Code);
    }
}
