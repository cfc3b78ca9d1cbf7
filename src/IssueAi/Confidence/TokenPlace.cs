namespace IssueAi.Confidence;

/// <summary>The place of a token in a Markdown answer.</summary>
internal enum TokenPlace
{
    /// <summary>White space, punctuation, Markdown's marks, the words of a section's heading: no meaning of its own.</summary>
    Boilerplate,

    /// <summary>In the text, or in the heading of the whole.</summary>
    Text,

    /// <summary>A number in the text, or in the heading of the whole.</summary>
    TextNumber,

    /// <summary>A number in a second-level heading: an estimate's.</summary>
    SectionNumber,

    /// <summary>In a third-level heading: a subtask's title and size.</summary>
    Subheading,
}
