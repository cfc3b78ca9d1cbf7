using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class TimeoutTests(ImpatientProduct fixture) : IClassFixture<ImpatientProduct>
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_Model_That_Does_Not_Begin_Times_Out()
    {
        var body = await _product.StreamAsync(new Scenario { Failure = SimulatedFailure.Stall });

        Assert.Single(FrameReader.Frames(body));
        FailureAssert.EndsWithError(body, "upstream_timeout", retryable: true);
        FailureAssert.TellsNothingPrivate(body, _product);
    }

    [Fact]
    public async Task A_Model_That_Holds_Back_Its_Headers_Times_Out()
    {
        var body = await _product.StreamAsync(new Scenario { HoldHeaders = true, Gate = _ => new TaskCompletionSource().Task });

        FailureAssert.EndsWithError(body, "upstream_timeout", retryable: true);
    }

    [Fact]
    public async Task A_Model_That_Pauses_Times_Out_And_Its_Text_Stays()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = ["one ", "two ", "three "], Failure = SimulatedFailure.Stall, FailAfter = 2 });

        Assert.Equal("one two ", FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_timeout", retryable: true);
        FailureAssert.TellsNothingPrivate(body, _product);
    }

    [Fact]
    public async Task A_Model_That_Timed_Out_Is_Let_Go()
    {
        _product.Model.ResetCalls();

        await _product.StreamAsync(new Scenario { Failure = SimulatedFailure.Stall });

        var call = Assert.Single(_product.Model.Calls);
        await call.Ended.WaitAsync(Limits.Test);
        Assert.Equal(CallState.Aborted, call.State);
    }

    [Fact]
    public async Task A_Whole_Answer_Is_Not_Spoiled_By_A_Pause_After_Its_Finish()
    {
        var wire = ModelWire.Raw(ModelWire.Text("Hello") + ModelWire.Finish()) with { Failure = SimulatedFailure.Stall };

        var body = await _product.StreamAsync(wire);

        Assert.Equal(["text", "metadata"], FrameReader.Frames(body).Select(frame => frame.TypeOf()));
    }

    [Fact]
    public async Task A_Slow_Model_That_Goes_On_Is_Waited_For()
    {
        // The answer takes longer than either time-out in total, but its pauses are much shorter.
        await using var patient = await Product.StartAsync(("Generation:FirstTokenTimeout", "00:00:02"), ("Generation:IdleTimeout", "00:00:02"));
        string[] chunks = [.. Enumerable.Range(0, 25).Select(number => $"{number} ")];

        var body = await patient.StreamAsync(new Scenario { Chunks = chunks, TokenDelay = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(string.Concat(chunks), FrameReader.Frames(body).Text());
        Assert.Equal("metadata", FrameReader.Frames(body)[^1].TypeOf());
    }
}
