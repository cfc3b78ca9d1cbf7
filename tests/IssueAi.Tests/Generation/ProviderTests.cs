using System.Net;
using System.Net.Sockets;
using IssueAi.Generation;
using IssueAi.Generation.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation;

/// <summary>The common behaviour of all providers, over real sockets.</summary>
public abstract class ProviderTests : IAsyncLifetime
{
    private protected const string Key = "key-nobody-may-see";
    private protected const string Model = "model-1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Now = new(2025, 1, 15, 10, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;

    private protected ProviderServer Server { get; private set; } = null!;

    /// <summary>Gets the path of the settings' endpoint on the server.</summary>
    private protected abstract string BasePath { get; }

    private protected abstract string Section { get; }

    private protected abstract string Opening { get; }

    private protected abstract string Ending { get; }

    public async Task InitializeAsync() => Server = await ProviderServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Answer_Arrives_Whole_With_Model_Usage_And_Finish_Reason()
    {
        string[] pieces = ["He said: \"né\\e\"\n", "\t結帳 失敗 ", "👩‍💻", "\r\u0001 </script>\u2028."];
        Server.Answer = context => ProviderServer.SendAsync(context, [Opening, .. pieces.Select(Piece), Ending]);

        var answer = await AskAsync();

        Assert.Null(answer.Failure);
        Assert.Equal(string.Concat(pieces), answer.Text);
        Assert.Equal(["model-1-2025"], answer.Models);
        Assert.Equal([FinishReasons.Stop], answer.FinishReasons);
        Assert.Equal(new TokenUsage(40, 60), answer.Usage);
    }

    [Fact]
    public async Task Words_Arrive_While_The_Model_Still_Writes()
    {
        var firstWordRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Answer = async context =>
        {
            await ProviderServer.SendAsync(context, Opening, Piece("first"));
            await firstWordRead.Task.WaitAsync(Patience);
            await ProviderServer.SendAsync(context, Piece(" second"), Ending);
        };
        var words = 0;

        await foreach (var update in CreateClient().StreamAsync(Prompts.Any))
        {
            if (!update.Text.IsEmpty) words++;
            if (words == 1) firstWordRead.TrySetResult();
        }

        Assert.Equal(2, words);
    }

    [Fact]
    public async Task Cancelling_Closes_The_Connection()
    {
        Server.Answer = async context =>
        {
            await ProviderServer.SendAsync(context, Opening, Piece("first"));
            await Server.Aborted.WaitAsync(Patience);
        };
        using var cancellation = new CancellationTokenSource();

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in CreateClient().StreamAsync(Prompts.Any, cancellation.Token))
            {
                if (!update.Text.IsEmpty) await cancellation.CancelAsync();
            }
        });

        Assert.Equal(cancellation.Token, stopped.CancellationToken);
        await Server.Aborted.WaitAsync(Patience);
    }

    [Fact]
    public async Task Cancelling_Before_The_First_Token_Closes_The_Connection()
    {
        using var cancellation = new CancellationTokenSource();
        Server.Answer = async _ =>
        {
            await cancellation.CancelAsync();
            await Server.Aborted.WaitAsync(Patience);
        };

        var answer = await AskAsync(cancellation.Token);

        Assert.IsType<OperationCanceledException>(answer.Failure);
        await Server.Aborted.WaitAsync(Patience);
    }

    [Fact]
    public async Task Leaving_The_Stream_Early_Closes_The_Connection()
    {
        Server.Answer = async context =>
        {
            await ProviderServer.SendAsync(context, Opening, Piece("first"));
            await Server.Aborted.WaitAsync(Patience);
        };

        await foreach (var update in CreateClient().StreamAsync(Prompts.Any))
        {
            if (!update.Text.IsEmpty) break;
        }

        await Server.Aborted.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(302, ErrorCode.UpstreamRejected)]
    [InlineData(400, ErrorCode.UpstreamRejected)]
    [InlineData(401, ErrorCode.UpstreamRejected)]
    [InlineData(403, ErrorCode.UpstreamRejected)]
    [InlineData(404, ErrorCode.UpstreamRejected)]
    [InlineData(422, ErrorCode.UpstreamRejected)]
    [InlineData(408, ErrorCode.UpstreamTimeout)]
    [InlineData(504, ErrorCode.UpstreamTimeout)]
    [InlineData(429, ErrorCode.UpstreamRateLimited)]
    [InlineData(500, ErrorCode.UpstreamUnavailable)]
    [InlineData(502, ErrorCode.UpstreamUnavailable)]
    [InlineData(503, ErrorCode.UpstreamUnavailable)]
    [InlineData(529, ErrorCode.UpstreamUnavailable)]
    public async Task Refusing_Server_Is_Asked_Once_And_Its_Status_Sorted(int status, ErrorCode expected)
    {
        Server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync("<html>not JSON</html>");
        };

        var failure = Assert.IsType<ModelException>((await AskAsync()).Failure);

        Assert.Equal(expected, failure.Code);
        Assert.Null(failure.RetryAfter);
        Assert.Single(Server.Paths);
    }

    [Theory]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "7", 7.0)]
    [InlineData("retry-after", "0", 0.0)]
    [InlineData("retry-after", "Wed, 15 Jan 2025 10:00:20 GMT", 20.0)]
    [InlineData("retry-after", "soon", null)]
    public async Task Rate_Limit_Says_When_To_Come_Back(string header, string value, double? expectedSeconds)
    {
        Server.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers[header] = value;
            return context.Response.WriteAsync(ErrorBody("rate_limit_error"));
        };

        var failure = Assert.IsType<ModelException>((await AskAsync()).Failure);

        Assert.Equal(ErrorCode.UpstreamRateLimited, failure.Code);
        Assert.Equal(expectedSeconds, failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Refused_Issue_Is_Content_Filtered()
    {
        Server.Answer = context => RefuseAsync(context, ErrorBody("content_filter"));

        var failure = Assert.IsType<ModelException>((await AskAsync()).Failure);

        Assert.Equal(ErrorCode.ContentFiltered, failure.Code);
    }

    [Fact]
    public async Task Failure_Repeats_Neither_Key_Nor_Issue()
    {
        Server.Answer = context => RefuseAsync(context, ErrorBody($"{Prompts.Any.User} {Key}"));

        var failure = Assert.IsType<ModelException>((await AskAsync()).Failure);

        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Checkout", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_Connection_Is_Unavailable_After_What_Came_Before()
    {
        var wordRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Answer = async context =>
        {
            await ProviderServer.SendAsync(context, Opening, Piece("half"));
            await wordRead.Task.WaitAsync(Patience);
            context.Abort();
        };

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in CreateClient().StreamAsync(Prompts.Any))
            {
                if (!update.Text.IsEmpty) wordRead.TrySetResult();
            }
        });

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
        Assert.True(wordRead.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Stream_Without_Ending_Just_Ends()
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half an answ"));

        var answer = await AskAsync();

        Assert.Null(answer.Failure);
        Assert.Equal("half an answ", answer.Text);
        Assert.Empty(answer.FinishReasons);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{\"id\":")]
    [InlineData("null")]
    public async Task Garbage_Is_Unavailable(string data)
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half"), Event(data), Ending);

        var answer = await AskAsync();

        Assert.Equal(ErrorCode.UpstreamUnavailable, Assert.IsType<ModelException>(answer.Failure).Code);
        Assert.Equal("half", answer.Text);
    }

    [Fact]
    public async Task Unreachable_Server_Is_Unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var answer = await ModelAnswer.ReadAsync(CreateClient(new Uri($"http://127.0.0.1:{port}")));

        Assert.Equal(ErrorCode.UpstreamUnavailable, Assert.IsType<ModelException>(answer.Failure).Code);
    }

    /// <summary>Returns the events for one piece of text.</summary>
    private protected abstract string Piece(string text);

    private protected abstract string Event(string data);

    private protected abstract string ErrorBody(string name);

    private protected abstract void AddModel(IServiceCollection services, IConfiguration configuration);

    private protected Task<ModelAnswer> AskAsync(CancellationToken cancellationToken = default) =>
        ModelAnswer.ReadAsync(CreateClient(), cancellationToken);

    private protected IModelClient CreateClient(Uri? address = null, string? key = Key)
    {
        var services = new ServiceCollection();
        services.Configure<GenerationOptions>(options => options.MaxOutputTokens = 321);
        services.AddSingleton<OutputLimits>().AddSingleton<ModelTransport>();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        AddModel(services, Configure(new()
        {
            ["Endpoint"] = new Uri(address ?? Server.Address, BasePath).AbsoluteUri,
            ["Model"] = Model,
            ["ApiKey"] = key,
        }));
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IReadOnlyList<ModelDeployment>>()[0].Client;
    }

    private static Task RefuseAsync(HttpContext context, string body)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsync(body);
    }

    private IConfiguration Configure(Dictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Where(s => s.Value is not null).Select(s => KeyValuePair.Create($"{Section}:{s.Key}", s.Value)))
        .Build();
}
