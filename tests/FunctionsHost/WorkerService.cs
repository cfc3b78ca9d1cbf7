using System.Collections.Concurrent;
using Grpc.Core;
using IssueAi.FunctionsHosting.Rpc;

namespace IssueAi.FunctionsHosting;

/// <summary>The gRPC service that workers connect to.</summary>
internal sealed class WorkerService(ConcurrentDictionary<string, WorkerLink> links) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        await links[requestStream.Current.StartStream.WorkerId].RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}
