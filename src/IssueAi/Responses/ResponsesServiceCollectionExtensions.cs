using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Responses;

internal static class ResponsesServiceCollectionExtensions
{
    public static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddSingleton<LiveResponses>()
        .AddSingleton<ResponseSources>()
        .AddSingleton<ResponseArchive>()
        .AddSingleton<ResponseBroker>()
        .AddSingleton<ResponseReader>()
        .AddSingleton<ResponseHistory>()
        .AddSingleton<RunningResponses>()
        .AddSingleton<ResponseCanceller>()
        .AddSingleton<ResponseEraser>()
        .AddSingleton<ResponseRatings>()
        .AddSingleton<EarlierAnswers>()
        .AddSingleton<IssueMemory>()
        .AddSingleton<AnswerCost>()
        .AddHostedService<ResponseDrain>();
}
