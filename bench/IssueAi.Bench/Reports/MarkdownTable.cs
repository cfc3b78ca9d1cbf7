using System.Text;

namespace IssueAi.Bench.Reports;

internal sealed class MarkdownTable(string[] heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(string[] row) => _rows.Add(row);

    public override string ToString()
    {
        var table = new StringBuilder();
        foreach (var row in _rows.Prepend([.. heads.Select(_ => "---")]).Prepend(heads)) table.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        return table.ToString();
    }
}
