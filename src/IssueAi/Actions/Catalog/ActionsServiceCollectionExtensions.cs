using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Actions.Catalog;

internal static class ActionsServiceCollectionExtensions
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services.AddSingleton<ActionCatalog>();
}
