using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.IntegrationTests.Tables;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;

namespace IssueAi.IntegrationTests.Responses.Storage;

[Collection(AzuriteGroup.Name)]
public sealed class ResponseStoreTests(AzuriteServer azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);

    private ResponseStore Responses => _stores.Responses;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Running_Response_Is_Read_Row_By_Row_As_It_Grows()
    {
        var summary = Stores.Summary();
        var recording = await Responses.BeginAsync(summary, Token);

        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("one "u8.ToArray(), Token));
        var first = await Responses.ReadAsync(summary.ResponseId);
        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("two "u8.ToArray(), Token));
        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync(default, Token));
        var second = await Responses.ReadAsync(summary.ResponseId, first!.LastRow);
        var third = await Responses.ReadAsync(summary.ResponseId, second!.LastRow);

        Assert.Equal("one ", TextOf(first));
        Assert.Equal("two ", TextOf(second));
        Assert.Equal(("", 2), (TextOf(third!), third!.LastRow));
        Assert.All([first, second, third], read => Assert.Equal((ResponseState.Running, false), (read.Summary.State, read.IsAbandoned)));
    }

    [Fact]
    public async Task Ended_Response_Keeps_All_Of_Its_Summary()
    {
        var summary = Stores.Summary("acme/it's \"#42\" \\ ../🙂");
        var recording = await Responses.BeginAsync(summary, Token);
        var final = summary with
        {
            State = ResponseState.Completed,
            ParentId = "parent",
            Rating = "up",
            EndedAt = summary.CreatedAt.AddSeconds(3),
            CacheKeys = ["a", "b"],
            Error = ErrorFrames.Create(ErrorCode.UpstreamTimeout, summary.ResponseId),
            Metadata = new()
            {
                ResponseId = summary.ResponseId, Model = "gpt", Tokens = 3, PromptTokens = 1, CompletionTokens = 2, Timestamp = summary.CreatedAt,
                FinishReason = "stop", Cached = true, DurationMs = 5, TimeToFirstTokenMs = 4, Confidence = "unavailable", Stored = false,
            },
        };

        Assert.Equal(RecordingState.Recorded, await recording.EndAsync("rest"u8.ToArray(), final, Token));

        var stored = await Responses.ReadAsync(summary.ResponseId);
        Assert.Equivalent(final, stored!.Summary, strict: true);
        Assert.Equal(DateTimeKind.Utc, stored.Summary.CreatedAt.Kind);
        Assert.Equal("rest", TextOf(stored));
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(2_000_000)]
    [InlineData(3_500_000)]
    public async Task Long_Log_Comes_Back_Byte_For_Byte(int length)
    {
        var log = RandomNumberGenerator.GetBytes(length);
        var summary = Stores.Summary();
        var recording = await Responses.BeginAsync(summary, Token);

        await recording.AppendAsync(log.AsMemory(0, 1), Token);
        await recording.EndAsync(log.AsMemory(1), summary with { State = ResponseState.Completed }, Token);

        var stored = await Responses.ReadAsync(summary.ResponseId);
        Assert.True(stored!.Events.Span.SequenceEqual(log));
    }

    [Fact]
    public async Task Cancel_Mark_Is_Seen_By_The_Next_Write_Which_Is_Recorded()
    {
        var (summary, recording) = await BeginAsync();

        Assert.True(await Responses.RequestCancelAsync(summary.ResponseId, Token));

        Assert.Equal(RecordingState.CancelRequested, await recording.AppendAsync("kept"u8.ToArray(), Token));
        var final = summary with { State = ResponseState.Cancelled };
        Assert.Equal(RecordingState.CancelRequested, await recording.EndAsync(default, final, Token));
        Assert.Equal("kept", TextOf((await Responses.ReadAsync(summary.ResponseId))!));
        Assert.False(await Responses.RequestCancelAsync(summary.ResponseId, Token));
    }

    [Fact]
    public async Task Rating_Outlives_The_Producers_Last_Write()
    {
        var (summary, recording) = await BeginAsync();

        var rated = await Responses.RateAsync(summary.ResponseId, new AnswerFeedback("down", Accepted: true, EditDistance: 0.5), Token);
        await recording.EndAsync(default, summary with { State = ResponseState.Completed }, Token);

        Assert.Equal("down", rated!.Rating);
        var stored = await Responses.ReadAsync(summary.ResponseId);
        Assert.Equal((ResponseState.Completed, "down", rated.Feedback), (stored!.Summary.State, stored.Summary.Rating, stored.Summary.Feedback));
    }

    [Fact]
    public async Task Feedback_Replaces_All_That_Was_Said_Before()
    {
        var (summary, _) = await BeginAsync();

        await Responses.RateAsync(summary.ResponseId, new AnswerFeedback("up", Accepted: true, EditDistance: 0.5), Token);
        await Responses.RateAsync(summary.ResponseId, new AnswerFeedback("down"), Token);

        Assert.Equal(new AnswerFeedback("down"), (await Responses.ReadAsync(summary.ResponseId))!.Summary.Feedback);
    }

    [Fact]
    public async Task A_Row_From_Before_There_Was_More_Than_A_Rating_Is_Read()
    {
        var (summary, _) = await BeginAsync();

        await _stores.Service.GetTableClient(TableNames.Responses).UpdateEntityAsync(new TableEntity(summary.ResponseId, "head") { ["Rating"] = "up" }, ETag.All);

        Assert.Equal(new AnswerFeedback("up"), (await Responses.ReadAsync(summary.ResponseId))!.Summary.Feedback);
    }

    [Fact]
    public async Task Reader_That_Ends_A_Response_Takes_It_From_The_Producer()
    {
        var (summary, recording) = await BeginAsync();
        await recording.AppendAsync("partial"u8.ToArray(), Token);
        var stored = await Responses.ReadAsync(summary.ResponseId);
        var error = ErrorFrames.Create(ErrorCode.Interrupted, summary.ResponseId);

        var ended = await Responses.EndAsync(stored!, ResponseState.Interrupted, error, Token);

        Assert.Equal((ResponseState.Interrupted, error), (ended!.State, ended.Error));
        Assert.Equal(RecordingState.Lost, await recording.AppendAsync("late"u8.ToArray(), Token));
        Assert.Equal(RecordingState.Lost, await recording.EndAsync("late"u8.ToArray(), summary with { State = ResponseState.Completed }, Token));
        var after = await Responses.ReadAsync(summary.ResponseId);
        Assert.Equal(("partial", ResponseState.Interrupted), (TextOf(after!), after!.Summary.State));
    }

    [Fact]
    public async Task Reader_Ends_Nothing_When_The_Producer_Wrote_Meanwhile()
    {
        var (summary, recording) = await BeginAsync();
        var stored = await Responses.ReadAsync(summary.ResponseId);
        await recording.AppendAsync(default, Token);

        var ended = await Responses.EndAsync(
            stored!, ResponseState.Interrupted, ErrorFrames.Create(ErrorCode.Interrupted, summary.ResponseId), Token);

        Assert.Null(ended);
        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("alive"u8.ToArray(), Token));
    }

    [Fact]
    public async Task Many_Responses_Are_Recorded_Side_By_Side()
    {
        var recordings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync()));

        await Task.WhenAll(recordings.Select(async begun =>
        {
            for (var row = 0; row < 10; row++) await begun.Recording.AppendAsync(Encoding.UTF8.GetBytes($"{row} "), Token);
        }));

        foreach (var (summary, _) in recordings) Assert.Equal("0 1 2 3 4 5 6 7 8 9 ", TextOf((await Responses.ReadAsync(summary.ResponseId))!));
    }

    [Fact]
    public async Task Second_Recording_Of_A_Response_Is_Refused()
    {
        var (summary, recording) = await BeginAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Responses.BeginAsync(summary, Token));

        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("first"u8.ToArray(), Token));
    }

    [Fact]
    public async Task Erased_Response_Leaves_Only_Whose_It_Was()
    {
        var (summary, recording) = await BeginAsync();
        await recording.AppendAsync(RandomNumberGenerator.GetBytes(2_000_000), Token);
        await Responses.MarkFollowedAsync(summary.ResponseId, Token);

        await Responses.DeleteAsync(summary, Token);
        var unfinished = await Responses.FindErasedAsync("default", summary.ResponseId, Token);
        await Responses.FinishDeleteAsync(summary, Token);

        Assert.Equal(summary.IssueId, unfinished!.ReadUnfinished()!.IssueId);
        Assert.Equal(RecordingState.Lost, await recording.AppendAsync("late"u8.ToArray(), Token));
        Assert.Null(await Responses.ReadAsync(summary.ResponseId));
        Assert.Null(await Responses.RateAsync(summary.ResponseId, new AnswerFeedback("up"), Token));
        Assert.False(await Responses.RequestCancelAsync(summary.ResponseId, Token));
        Assert.False(await Responses.IsFollowedAsync(summary.ResponseId, Token));
        Assert.Null((await Responses.FindErasedAsync("default", summary.ResponseId, Token))!.ReadUnfinished());
        Assert.Null(await Responses.FindErasedAsync("another", summary.ResponseId, Token));
        var row = Assert.Single(await _stores.RowsAsync(TableNames.Responses, summary.ResponseId));
        Assert.Equal(["ExpiresAt", "PartitionKey", "RowKey", "State", "Tenant"], row.Keys.Where(name => !name.Contains('.') && name != "Timestamp").Order(StringComparer.Ordinal));
        await Responses.DeleteAsync(summary, Token);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("a/b")]
    [InlineData("a'b #?%2F\\ ../🙂")]
    [InlineData("")]
    public async Task Unknown_Response_Is_Not_There_For_Anybody(string responseId)
    {
        Assert.Null(await Responses.ReadAsync(responseId));
        Assert.Null(await Responses.RateAsync(responseId, new AnswerFeedback("up"), Token));
        Assert.Null(await Responses.FindErasedAsync("default", responseId, Token));
        Assert.False(await Responses.RequestCancelAsync(responseId, Token));
        Assert.False(await Responses.IsFollowedAsync(responseId, Token));
        await Responses.DeleteAsync(Stores.Summary() with { ResponseId = responseId }, Token);
    }

    [Fact]
    public async Task Response_Is_Followed_Once_Somebody_Reads_Along()
    {
        var (summary, recording) = await BeginAsync();
        var before = await Responses.IsFollowedAsync(summary.ResponseId, Token);

        await Responses.MarkFollowedAsync(summary.ResponseId, Token);

        Assert.False(before);
        Assert.True(await Responses.IsFollowedAsync(summary.ResponseId, Token));
        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("text"u8.ToArray(), Token));
        Assert.Equal("text", TextOf((await Responses.ReadAsync(summary.ResponseId))!));
    }

    [Fact]
    public async Task Answer_Older_Than_The_History_Is_Not_There()
    {
        var (old, recording) = await BeginAsync(Stores.Summary(createdAt: DateTime.UtcNow.AddDays(-91)));
        Assert.NotNull(await Responses.ReadAsync(old.ResponseId));

        await recording.EndAsync(default, old with { State = ResponseState.Completed }, Token);

        Assert.Null(await Responses.ReadAsync(old.ResponseId));
    }

    private async Task<(ResponseSummary Summary, StoredLogWriter Recording)> BeginAsync(ResponseSummary? summary = null)
    {
        summary ??= Stores.Summary();
        return (summary, await Responses.BeginAsync(summary, Token));
    }

    private static string TextOf(StoredResponse response) => Encoding.UTF8.GetString(response.Events.Span);
}
