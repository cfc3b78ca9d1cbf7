using Azure;

namespace IssueAi.Tests.Tables;

/// <summary>The exceptions that the table client throws.</summary>
internal static class Failures
{
    public static RequestFailedException NotFound() => new(404, "", "ResourceNotFound", null);

    public static RequestFailedException TableNotFound() => new(404, "", "TableNotFound", null);

    public static RequestFailedException Conflict() => new(409, "", "EntityAlreadyExists", null);

    public static RequestFailedException Changed() => new(412, "", "UpdateConditionNotSatisfied", null);

    public static RequestFailedException Status(int status, string code = "") => new(status, "", code, null);

    public static RequestFailedException NoConnection() => new(0, "Connection refused", new HttpRequestException("Connection refused"));
}
