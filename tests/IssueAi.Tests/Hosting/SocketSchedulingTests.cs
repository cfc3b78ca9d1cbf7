using IssueAi.Hosting;

namespace IssueAi.Tests.Hosting;

public sealed class SocketSchedulingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Threads_Are_An_Odd_Number_So_That_Callers_And_Models_Share_All_Of_Them(int cores)
    {
        var threads = SocketScheduling.ThreadsFor(cores);

        Assert.Equal(1, threads % 2);
        Assert.InRange(threads, cores + 1, (cores * 3) + 1);
    }
}
