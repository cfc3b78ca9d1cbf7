using IssueAi.Settings;
using IssueAi.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Confidence;

internal static class ConfidenceServiceCollectionExtensions
{
    public static IServiceCollection AddConfidence(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<ConfidenceOptions>(configuration, "Confidence")
        .AddSingleton<SelfAssessment>()
        .AddSingleton<ConfidenceMeter>()
        .AddSingleton<FeedbackStore>()
        .AddSingleton<CalibrationStore>()
        .AddSingleton<CalibrationCurves>()
        .AddSingleton<Calibrator>()
        .AddSingleton<IMaintenanceTask>(provider => provider.GetRequiredService<Calibrator>());
}
