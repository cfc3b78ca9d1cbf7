using System.Text;
using FsCheck.Xunit;
using IssueAi.Responses.Storage;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Responses.Storage;

public sealed class ResponseStoreTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _serviceClock = new(Now);
    private readonly FakeTable _table;
    private readonly ResponseSummary _summary = Storages.Summary(Now);

    public ResponseStoreTests() => _table = new FakeTable(_serviceClock);

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(5)]
    public async Task ReadAsync_LeaseRunsOutByTheServicesClock_IsAbandonedWhateverOurClockSays(int minutesOff)
    {
        var responses = Storages.Responses(_table, new FakeTimeProvider(Now.AddMinutes(minutesOff)));
        await responses.BeginAsync(_summary, Token);

        _serviceClock.Advance(ResponseStore.LeaseTime);
        var inTime = await responses.ReadAsync(_summary.ResponseId);
        _serviceClock.Advance(TimeSpan.FromSeconds(1));
        var late = await responses.ReadAsync(_summary.ResponseId);

        Assert.Equal((false, true), (inTime!.IsAbandoned, late!.IsAbandoned));
    }

    [Fact]
    public async Task ReadAsync_LeaseIsRenewed_IsNotAbandoned()
    {
        var responses = Create();
        var recording = await responses.BeginAsync(_summary, Token);
        _serviceClock.Advance(TimeSpan.FromSeconds(9));
        await recording.AppendAsync(default, Token);
        _serviceClock.Advance(TimeSpan.FromSeconds(9));

        var stored = await responses.ReadAsync(_summary.ResponseId);

        Assert.False(stored!.IsAbandoned);
    }

    [Fact]
    public async Task ReadAsync_EndedLongAgo_IsNotAbandoned()
    {
        var responses = Create();
        var recording = await responses.BeginAsync(_summary, Token);
        await recording.EndAsync(default, _summary with { State = ResponseState.Completed }, Token);
        _serviceClock.Advance(TimeSpan.FromDays(1));

        Assert.False((await responses.ReadAsync(_summary.ResponseId))!.IsAbandoned);
    }

    [Fact]
    public async Task ReadAsync_RowsAreAddedBetweenPages_ReadsThemToo()
    {
        var responses = Create();
        var recording = await responses.BeginAsync(_summary, Token);
        await recording.AppendAsync("one "u8.ToArray(), Token);
        await recording.AppendAsync("two "u8.ToArray(), Token);
        _table.PageSize = 2;
        var pages = 0;
        _table.AfterPage = () =>
        {
            if (++pages == 1) recording.EndAsync("three"u8.ToArray(), _summary with { State = ResponseState.Completed }, Token).GetAwaiter().GetResult();
        };

        var stored = await responses.ReadAsync(_summary.ResponseId);

        Assert.Equal((ResponseState.Completed, "one two three", 3), (stored!.Summary.State, Encoding.UTF8.GetString(stored.Events.Span), stored.LastRow));
    }

    [Fact]
    public async Task IsFollowedAsync_ReaderLeft_IsFalseAfterFiveSeconds()
    {
        var responses = Create();
        await responses.MarkFollowedAsync(_summary.ResponseId, Token);
        _serviceClock.Advance(TimeSpan.FromSeconds(4));
        var soon = await responses.IsFollowedAsync(_summary.ResponseId, Token);
        _serviceClock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, false), (soon, await responses.IsFollowedAsync(_summary.ResponseId, Token)));
    }

    [Fact]
    public async Task RequestCancelAsync_HeadChangesMeanwhile_TriesAgain()
    {
        var responses = Create();
        await responses.BeginAsync(_summary, Token);
        _table.BeforeWrite = () => throw Failures.Changed();

        Assert.True(await responses.RequestCancelAsync(_summary.ResponseId, Token));
    }

    [Property(MaxTest = 40)]
    public void ReadAsync_AnyBytesCutAnywhere_ComeBackWhole(ushort[] lengths, int seed, byte pageSize)
    {
        var random = new Random(seed);
        var table = new FakeTable(_serviceClock) { PageSize = (pageSize % 5) + 1 };
        var responses = Storages.Responses(table, _serviceClock);
        var (written, read) = (new MemoryStream(), new MemoryStream());
        var lastRow = 0;

        var recording = responses.BeginAsync(_summary, Token).Result;
        foreach (var length in lengths)
        {
            // Occasionally more than a row can hold.
            var piece = new byte[random.Next(10) == 0 ? length * 20 : length];
            random.NextBytes(piece);
            written.Write(piece);
            recording.AppendAsync(piece, Token).Wait();
            if (random.Next(3) == 0) Follow();
        }

        Follow();
        Assert.True(read.ToArray().AsSpan().SequenceEqual(written.ToArray()));

        void Follow()
        {
            var stored = responses.ReadAsync(_summary.ResponseId, lastRow).Result!;
            read.Write(stored.Events.Span);
            lastRow = stored.LastRow;
        }
    }

    private ResponseStore Create() => Storages.Responses(_table, _serviceClock);
}
