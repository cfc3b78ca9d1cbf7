using System.Security.Cryptography;
using System.Text;
using IssueAi.Storage;
using IssueAi.Streaming;

namespace IssueAi.IntegrationTests.Storage;

[Collection(AzuriteGroup.Name)]
public sealed class ResponseStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly Stores _stores = Stores.Over(azurite);

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

    private static string TextOf(StoredResponse response) => Encoding.UTF8.GetString(response.Events.Span);
}
