using System.ClientModel;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenAI;
using OpenAI.Chat;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton(
    new ChatClient("bench", new ApiKeyCredential("bench"), new OpenAIClientOptions { Endpoint = new Uri($"{builder.Configuration["Model"]}openai/v1") }));
builder.Build().Run();
