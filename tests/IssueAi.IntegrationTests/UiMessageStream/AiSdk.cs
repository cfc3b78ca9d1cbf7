using Xunit.Abstractions;

namespace IssueAi.IntegrationTests.UiMessageStream;

/// <summary>A version of the Vercel AI SDK that the tests run against the service.</summary>
public sealed class AiSdk : IXunitSerializable
{
    /// <summary>Initializes a new instance of the <see cref="AiSdk"/> class, for xunit.</summary>
    public AiSdk()
    {
    }

    private AiSdk(int version) => Version = version;

    /// <summary>Gets the SDK versions in common use.</summary>
    public static TheoryData<AiSdk> All => new(new AiSdk(6), new AiSdk(7));

    /// <summary>Gets the version.</summary>
    public int Version { get; private set; }

    /// <summary>Gets the specifier with which the scripts import the SDK.</summary>
    internal string Module => Version == 6 ? "./ai-6/sdk.mjs" : "./sdk.mjs";

    /// <summary>Returns the folder to run scripts in, with all packages installed.</summary>
    internal Task<string> InstalledAsync() => Version == 6 ? NodeTools.AiSdk6InstalledAsync() : NodeTools.WebInstalledAsync();

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info) => Version = info.GetValue<int>(nameof(Version));

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Version), Version);

    /// <inheritdoc/>
    public override string ToString() => $"AI SDK {Version}";
}
