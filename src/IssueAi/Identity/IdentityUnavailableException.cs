namespace IssueAi.Identity;

/// <summary>The issuer of the tokens can't be reached, so no token can be checked. The message is for logs.</summary>
internal sealed class IdentityUnavailableException(string message, Exception innerException) : Exception(message, innerException);
