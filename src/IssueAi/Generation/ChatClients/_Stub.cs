using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
namespace IssueAi.Generation.ChatClients;
internal static class Stub {
public static IServiceCollection AddOpenAIModel(this IServiceCollection s, IConfiguration c)=>c is null ? s : s;
public static IServiceCollection AddAnthropicModel(this IServiceCollection s, IConfiguration c)=>c is null ? s : s;
}
