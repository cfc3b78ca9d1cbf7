using IssueAi.Functions;
using IssueAi.Hosting;
using IssueAi.Streaming;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

SocketScheduling.PreferInline();
var warmUp = WarmUp.Start();
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.Configure<SocketTransportOptions>(SocketScheduling.PreferInline);
builder.UseWhen<UnreadBodyMiddleware>(UnreadBodyMiddleware.AppliesTo);
builder.Services.AddIssueAi(builder.Configuration).AddWarmUp(warmUp);
if (builder.Configuration.SendsTelemetry())
{
    // The host sends its own telemetry, a span for each request among it (host.json, telemetryMode), and hears here that this
    // process sends its own logs, so that it doesn't send them too. The worker's span continues the host's.
    builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
    builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource("Microsoft.Azure.Functions.Worker"));
}

builder.Services.AddSingleton<IValidateOptions<StreamingOptions>>(new StreamDurationValidator(HostJson.ReadFunctionTimeout(AppContext.BaseDirectory)));

// The platform lets invocations end first. A worker that it then tells to end is killed after five seconds.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
builder.Build().Run();
