namespace IssueAi.Identity;

/// <summary>The issuer of the tokens can't be reached, so that no token can be checked. Its message is for logs.</summary>
internal sealed class IdentityUnavailableException(string message, Exception innerException) : Exception(message, innerException);
