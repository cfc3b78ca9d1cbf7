using IssueAi.Generation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

public sealed class InternalErrorTests
{
    [Fact]
    public async Task A_Fault_Before_The_Stream_Is_A_Problem_With_A_Trace_Id()
    {
        await using var product = await Product.StartAsync(builder => builder.Services.AddTransient<IStartupFilter, UnreadableBodies>());

        using var response = await product.PostAsync("Anything.");

        var problem = await ProblemAssert.IsAsync(response, 500, "internal");
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("private words", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Fault_In_The_Stream_Is_An_Error_Frame()
    {
        await using var product = await Product.StartAsync(builder => builder.Services.AddSingleton<IModelClient, FaultyModel>());

        using var response = await product.PostAsync("Anything.");
        var body = await response.Content.ReadAsStringAsync();

        FailureAssert.EndsWithError(body, "internal", retryable: true);
        FailureAssert.TellsNothingPrivate(body, product);
        Assert.DoesNotContain("private words", body, StringComparison.Ordinal);
    }

    private sealed class FaultyModel : IModelClient
    {
        public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("private words");
    }

    private sealed class UnreadableBodies : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, then) =>
            {
                context.Request.Body = new UnreadableStream();
                return then(context);
            });
            next(app);
        };
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("private words");
    }
}
