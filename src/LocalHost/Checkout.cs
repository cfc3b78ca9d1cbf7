using System.Diagnostics;

namespace IssueAi.LocalHost;

/// <summary>The project's folder, where package.json says which tools a local run needs.</summary>
internal sealed class Checkout
{
    private readonly NodePackage _tools;
    private readonly NodePackage _web;

    private Checkout(string root)
    {
        Root = root;
        _tools = new NodePackage(root);
        _web = new NodePackage(Path.Combine(root, "web"));
    }

    /// <summary>Gets the folder.</summary>
    public string Root { get; }

    /// <summary>Gets the folder of the web client, which has packages of its own.</summary>
    public string Web => _web.Folder;

    /// <summary>Finds the folder above the program or the current directory; null for a published program elsewhere.</summary>
    public static Checkout? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Environment.CurrentDirectory);

    /// <summary>Installs the packages of package-lock.json, unless they are installed.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public Task InstallNodePackagesAsync() => _tools.InstallAsync("Azurite");

    /// <summary>Installs the packages of the web client's package-lock.json, unless they are installed.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public Task InstallWebPackagesAsync() => _web.InstallAsync("the web client's packages");

    /// <summary>Runs a script of the web client's package.json to its end.</summary>
    /// <param name="name">The script.</param>
    /// <param name="environment">Variables to set for it.</param>
    /// <returns>Its exit code, and its output.</returns>
    /// <exception cref="InvalidOperationException">npm is missing.</exception>
    public Task<(int ExitCode, string Output)> RunWebScriptAsync(string name, params (string Key, string Value)[] environment) =>
        _web.RunScriptAsync(name, environment);

    /// <summary>Starts a Node program in the project's folder; its output is dropped.</summary>
    /// <param name="arguments">The program, and its arguments.</param>
    /// <param name="environment">Variables to set for it.</param>
    public Process StartNode(string[] arguments, params (string Key, string Value)[] environment) => _tools.StartNode(arguments, environment);

    private static Checkout? FindAbove(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "package-lock.json")) && File.Exists(Path.Combine(place.FullName, "host.json")))
                return new Checkout(place.FullName);
        }

        return null;
    }
}
