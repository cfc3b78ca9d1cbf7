// The pass-through that all figures are compared with: YARP with the setup of its documentation. It doesn't read the forwarded bytes.
using Yarp.ReverseProxy.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "model", Match = new RouteMatch { Path = "{**path}" } }],
    [new ClusterConfig { ClusterId = "model", Destinations = new Dictionary<string, DestinationConfig> { ["model"] = new() { Address = builder.Configuration["Model"]! } } }]);

var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
