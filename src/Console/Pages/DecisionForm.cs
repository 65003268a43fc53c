using System.Globalization;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Pages;

/// <summary>What an officer fills in, from one sending of the form to the next.</summary>
public sealed class DecisionForm
{
    /// <summary>The version of the case that was shown.</summary>
    public int? Version { get; set; }

    /// <summary>The stage at which the case stood then.</summary>
    public string? Stage { get; set; }

    /// <summary>Of the form as it was shown: sent twice, it decides once.</summary>
    public string? Key { get; set; }

    /// <summary>The page of the roster beside it.</summary>
    public int? Page { get; set; }

    public string? Outcome { get; set; }
    public string? Comment { get; set; }
    // What a form does not send is set to null.
    public List<string> PapersSeen { get; set => field = value ?? []; } = [];

    /// <summary>One tick for all the papers that the page listed.</summary>
    public bool AllPapersSeen { get; set; }
    public List<RemarkForm> Remarks { get; set => field = value ?? []; } = [];

    /// <summary>Which button was pressed: <c>decide</c>, <c>page-2</c>, <c>remark-17</c> (a line), <c>drop-0</c> (a remark).</summary>
    public string? Command { get; set; }

    /// <summary>One more remark on a line; a line may have several, one a benefit.</summary>
    public void Remark(int line)
    {
        if (line > 0) Remarks.Add(new() { Line = line });
    }

    public void Drop(int at)
    {
        if (at < Remarks.Count) Remarks.RemoveAt(at);
    }

    /// <summary>The body of the decision; what was left open stays out.</summary>
    internal DecisionAsked Body() => new(
        Stage ?? "", Outcome, Typed.Text(Comment), [.. PapersSeen],
        [.. Remarks.Select(remark => new LineRemark(remark.Line, Typed.Text(remark.Benefit), "reject", Typed.Text(remark.Reason), remark.Comment?.Trim()))]);

    /// <summary>By pointer of that body: the id of the field.</summary>
    internal static Dictionary<string, string> Fields(int remarks)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["/comment"] = "decision-comment", ["/outcome"] = "decision-outcome" };
        for (var i = 0; i < remarks; i++)
        {
            foreach (var member in (ReadOnlySpan<string>)["line", "benefit", "reason", "comment"])
                fields[string.Create(CultureInfo.InvariantCulture, $"/lines/{i}/{member}")] = string.Create(CultureInfo.InvariantCulture, $"remark-{i}-{member}");
        }

        return fields;
    }

    public sealed class RemarkForm
    {
        public int Line { get; set; }
        public string? Benefit { get; set; }
        public string? Reason { get; set; }
        public string? Comment { get; set; }
    }
}
