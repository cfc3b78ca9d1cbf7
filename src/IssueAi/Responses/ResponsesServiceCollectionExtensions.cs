using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Responses;

internal static class ResponsesServiceCollectionExtensions
{
    public static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddSingleton<ResponseStore>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<LiveResponses>()
        .AddSingleton<AnswerGenerator>()
        .AddSingleton<LiveResponseFactory>()
        .AddSingleton<ResponseArchive>()
        .AddSingleton<CachePlanner>()
        .AddSingleton<ResponseCreator>()
        .AddSingleton<ResponseElection>()
        .AddSingleton<ResponseBroker>()
        .AddSingleton<ResponseReader>()
        .AddSingleton<ResponseHistory>()
        .AddSingleton<RunningResponses>()
        .AddSingleton<ResponseCanceller>()
        .AddSingleton<ResponseEraser>()
        .AddSingleton<ResponseRatings>()
        .AddSingleton<EarlierAnswers>()
        .AddSingleton<AnswerCost>()
        .AddHostedService<ResponseDrain>();
}
