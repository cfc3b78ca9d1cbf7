namespace IssueAi.Generation;

/// <summary>One of the deployments that may answer.</summary>
/// <param name="Name">Its name, for logs.</param>
/// <param name="Client">Asks it.</param>
internal sealed record ModelDeployment(string Name, IModelClient Client);
