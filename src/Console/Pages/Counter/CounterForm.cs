using Gongshu.StaffConsole.Drafts;

namespace Gongshu.StaffConsole.Pages.Counter;

/// <summary>A draft's form as it is sent: by a button, or by itself while somebody types.</summary>
public sealed class CounterForm
{
    /// <summary>Which button; <c>typing</c>: none, the form saved itself.</summary>
    public string? Command { get; set; }

    /// <summary>When it was sent, in milliseconds, as the browser says; 0 without scripts.</summary>
    public long Beat { get; set; }

    public int Page { get; set; }

    /// <summary>Whether only lines with something wrong are shown.</summary>
    public bool Wrong { get; set; }

    /// <summary>The line that is open for correction.</summary>
    public int? Open { get; set; }

    public DraftHead Head { get; set => field = value ?? new(); } = new();

    /// <summary>Kinds that came on paper.</summary>
    public List<string> OnPaper { get; set => field = value ?? []; } = [];

    public DraftLine? Line { get; set; }

    public string? Pasted { get; set; }

    /// <summary>Puts what was typed into the draft.</summary>
    /// <returns>False: a later sending came in before.</returns>
    public bool Apply(Draft draft)
    {
        // Without scripts nothing but a button sends, and one waits for its answer.
        if (Beat != 0 && Beat < draft.Beat) return false;
        draft.Beat = Math.Max(Beat, draft.Beat);
        draft.Head = Head;
        draft.Papers = [.. draft.Papers.Select(paper => paper with { OnPaper = OnPaper.Contains(paper.Kind) })];
        if (Open is { } number && Line is { } typed && draft.Lines.FindIndex(line => line.Line == number) is var at and >= 0)
        {
            typed.Line = number;
            draft.Lines[at] = typed;
        }

        return true;
    }
}
