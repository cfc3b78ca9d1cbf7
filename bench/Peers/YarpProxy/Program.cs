// The pass-through that all figures are compared with: YARP as its documentation starts it. It doesn't read the bytes that it passes on.
using Yarp.ReverseProxy.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "model", Match = new RouteMatch { Path = "{**path}" } }],
    [new ClusterConfig { ClusterId = "model", Destinations = new Dictionary<string, DestinationConfig> { ["model"] = new() { Address = builder.Configuration["Model"]! } } }]);

var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
