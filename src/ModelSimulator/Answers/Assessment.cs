using System.Globalization;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>The model's self-assessment: a number that depends on issue and answer.</summary>
internal static class Assessment
{
    public const string Task = "assess";

    public static string Write(ChatPrompt prompt, Scenario scenario)
    {
        if (scenario.RefusesAssessment) return "I can't put a number on that.";
        var number = scenario.Assessment ?? (int)Math.Round(100 * Math.Exp(Detail.MeanLogProbability(prompt)));
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
