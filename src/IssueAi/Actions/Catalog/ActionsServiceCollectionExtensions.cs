using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Actions;

internal static class ActionsServiceCollectionExtensions
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services.AddSingleton<ActionCatalog>();
}
