using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Issues;

internal static class IssuesServiceCollectionExtensions
{
    public static IServiceCollection AddIssues(this IServiceCollection services) =>
        services.AddSingleton<RecentIssues>().AddSingleton<IssueStore>().AddSingleton<IssueMemory>();
}
