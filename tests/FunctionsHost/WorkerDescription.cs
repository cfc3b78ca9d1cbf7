using IssueAi.FunctionsHosting.Rpc;

namespace IssueAi.FunctionsHosting;

/// <summary>A worker's description of itself.</summary>
/// <param name="HttpAddress">The address for the requests that the host forwards.</param>
/// <param name="Functions">Its functions.</param>
internal sealed record WorkerDescription(Uri HttpAddress, IReadOnlyList<FunctionMetadata> Functions);
