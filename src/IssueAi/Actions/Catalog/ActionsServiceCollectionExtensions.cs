using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Actions.Catalog;

internal static class ActionsServiceCollectionExtensions
{
    public static IServiceCollection AddActions(this IServiceCollection services)
    {
        foreach (var action in ActionCatalog.BuiltIn) services.AddSingleton(action);
        return services.AddSingleton<ActionCatalog>();
    }
}
