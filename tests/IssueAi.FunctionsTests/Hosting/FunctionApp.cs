using System.Reflection;
using IssueAi.FunctionsHosting;

namespace IssueAi.FunctionsTests.Hosting;

/// <summary>The function app that this build produced.</summary>
internal static class FunctionApp
{
    public const string Program = "IssueAi.Functions.dll";

    /// <summary>Gets the build's output folder.</summary>
    public static string Folder { get; } =
        Path.GetFullPath(typeof(FunctionApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "FunctionApp").Value!);

    /// <summary>Gets a host's options for the app.</summary>
    public static FunctionsHostOptions HostOptions { get; } = new(Folder, Program);
}
