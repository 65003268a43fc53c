using System.Text;
using Gongshu.Policy;

namespace Gongshu.Architecture.Tests;

/// <summary>The page about a case's life holds the table that the code keeps; <c>GONGSHU_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class CaseDiagramTests
{
    private const string Begin = "<!-- made from CaseTransitions: begin -->", End = "<!-- made from CaseTransitions: end -->";

    [Fact]
    public void The_diagram_of_the_docs_is_the_table_of_the_code()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "case-life.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "docs/case-life.md has lost the marks of the made part.");
        var made = page[..begin] + Begin + "\n" + Diagram() + page[end..];
        if (Environment.GetEnvironmentVariable("GONGSHU_WRITE_DOCS") == "1") File.WriteAllText(path, made);
        Assert.True(made == File.ReadAllText(path), "docs/case-life.md differs from CaseTransitions; GONGSHU_WRITE_DOCS=1 writes it anew.");
    }

    private static string Diagram()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n  [*] --> submitted: submits\n");
        var arrows = from row in CaseTransitions.All
                     from to in row.To
                     where to != row.From
                     group row.Act by (row.From, To: to) into arrow
                     orderby arrow.Key
                     select $"  {Name(arrow.Key.From)} --> {Name(arrow.Key.To)}: {string.Join(", ", arrow.Order().Select(Words))}";
        text.AppendJoin('\n', arrows).Append("\n  withdrawn --> [*]\n  lapsed --> [*]\n```\n\n| act | in | to |\n|---|---|---|\n");
        foreach (var row in CaseTransitions.All.OrderBy(row => row.Act).ThenBy(row => row.From))
            text.Append("| ").Append(Words(row.Act)).Append(" | ").Append(Name(row.From)).Append(" | ").AppendJoin(", ", row.To.Select(Name)).Append(" |\n");
        return text.ToString();
    }

    private static string Name(CaseStatus status) => char.ToLowerInvariant($"{status}"[0]) + $"{status}"[1..];

    private static string Words(CaseAct act) => string.Concat($"{act}".Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
