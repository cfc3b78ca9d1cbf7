using IssueAi.FunctionsTests.Hosting.Rpc;

namespace IssueAi.FunctionsTests.Hosting;

/// <summary>What a worker has told of itself.</summary>
/// <param name="HttpAddress">Where it takes the requests that the host forwards.</param>
/// <param name="Functions">Its functions.</param>
internal sealed record WorkerDescription(Uri HttpAddress, IReadOnlyList<FunctionMetadata> Functions);
