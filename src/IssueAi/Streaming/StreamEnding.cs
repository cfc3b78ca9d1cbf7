namespace IssueAi.Streaming;

/// <summary>The end of this instance, at which a client that can resume is sent to another one.</summary>
/// <param name="Recorded">Completes when other instances can find the response; they know nothing of it before.</param>
/// <param name="Token">Fires when this instance ends.</param>
internal readonly record struct StreamEnding(Task Recorded, CancellationToken Token);
