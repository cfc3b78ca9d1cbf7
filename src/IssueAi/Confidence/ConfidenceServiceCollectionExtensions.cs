using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

        // Its constructor is internal, as the calibrator is: the container can't find it by itself.
        .AddSingleton(provider => new CalibrationMaintenance(
            provider.GetRequiredService<Calibrator>(), provider.GetRequiredService<ILogger<CalibrationMaintenance>>()));
}
