using Azure;

namespace IssueAi.Tests.Tables;

internal sealed class NothingFound<T>(Response reply) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T? Value => default;

    public override Response GetRawResponse() => reply;
}
