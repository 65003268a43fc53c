using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Workers;

public partial class WorkerPage
{
    // Each costs a reading of its case; who was turned away more often opens the explanations of the rest.
    private const int MostReasons = 20;

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["/fields"] = "unmask-fields",
        ["/reason"] = "unmask-reason",
        ["/idNumber"] = "merge-id",
        ["/into"] = "merge-id",
        ["/document"] = "merge-document",
    };

    private readonly Dictionary<(string, int, string), string> _why = [];
    private Entitlements? _entitlements;
    private UnmaskedPerson? _person;
    private Merge? _merged, _asked;
    private CaseOfWorker[] _refused = [];
    private Problem? _problem;
    private bool _missing;

    [Parameter]
    public string WorkerRef { get; set; } = "";

    [SupplyParameterFromForm(FormName = "unmask")]
    public UnmaskForm? Unmask { get; set; }

    [SupplyParameterFromForm(FormName = "merge")]
    public MergeForm? Merge { get; set; }

    private bool MayMerge => Me.Has("handler", "leader");

    private string Path => Worker.Path(WorkerRef);

    protected override async Task OnInitializedAsync()
    {
        await ReadClaimsAsync(Path);
        _missing = ClaimsProblem is { Status: 403 or 404 };
        if (_missing)
        {
            AnswerWith(ClaimsProblem!.Status);
            return;
        }

        _entitlements = (await Api.GetAsync<Entitlements>(Path + "/entitlements")).Value;
        await ReadReasonsAsync(Claims?.Items ?? []);
        _refused = [.. ((await Api.GetAsync<PageOf<CaseOfWorker>>(Addresses.With(Path + "/cases", ("limit", MostReasons)))).Value?.Items ?? []).Where(HasRefused)];
        if (MayMerge && (await Api.GetAsync<Merge>(Path + "/merge")).Value is { Status: "asked" } asked) _asked = asked;
    }

    // What was never claimed stands in no history: a benefit that was left out as a duplicate.
    private static bool HasRefused(CaseOfWorker one) => one.Lines.Any(line => line.Benefits.Any(benefit => benefit.Verdict != "eligible"));

    private string? WhyOf(HistoryItem item) => _why.GetValueOrDefault((item.CaseNumber, item.Line, item.Benefit));

    private async Task ReadReasonsAsync(HistoryItem[] items)
    {
        foreach (var item in items.Where(item => item.Status == "released").Take(MostReasons))
        {
            var answer = await Api.GetAsync<Explanation>(Addresses.With(CaseFile.Path(item.CaseNumber) + "/explanation", ("line", item.Line)));
            if (answer.Value is { } explained) _why[(item.CaseNumber, item.Line, item.Benefit)] = ReasonIn(explained, item.Benefit);
        }
    }

    /// <summary>The ruling on the line, else the one on the whole case, else what became of the case.</summary>
    private string ReasonIn(Explanation explained, string benefit)
    {
        var ofLine = explained.Lines.SelectMany(line => line.Benefits).Where(one => one.Benefit == benefit).SelectMany(one => one.Decisions);
        var ruling = ofLine.LastOrDefault(IsRejection) ?? explained.Decisions.LastOrDefault(IsRejection);
        if (ruling is null) return Say(Terms.CaseStatus(explained.Status));
        var reason = string.Join(Say("，", ", "), ((string?[])[ruling.ReasonTitle, ruling.Comment]).Where(text => !string.IsNullOrWhiteSpace(text)));
        return $"{Say(Terms.Stage(ruling.Stage))}{Say("不予补贴", " rejected")} {reason}";
    }

    private static bool IsRejection(ExplainedDecision decision) => decision is { Outcome: "reject", Stands: true };

    private async Task UnmaskAsync()
    {
        var answer = await Api.PostAsync<UnmaskedPerson>(Path + "/unmask", new UnmaskAsked([.. Unmask?.Fields ?? []], Unmask?.Reason?.Trim() ?? ""));
        (_person, _problem) = (answer.Value, answer.Problem);
    }

    // Whom to merge into is named by the corrected number; after a handler asked, by the reference that was named then.
    private async Task MergeAsync()
    {
        if (Merge is not { } merge) return;
        var into = merge.Into;
        if (merge.IdNumber?.Trim() is { Length: > 0 } number)
        {
            var found = await Api.PostAsync<Worker>("/workers/lookup", new LookupAsked(number));
            if (!found.IsValue)
            {
                _problem = found.Problem;
                return;
            }

            into = found.Value.WorkerRef;
        }

        var answer = await Api.PostAsync<Merge>(Path + "/merge", new MergeAsked(into ?? "", merge.Reason?.Trim() ?? "", merge.Document?.Trim() ?? ""), key: merge.Key);
        (_merged, _problem) = (answer.Value, answer.Problem);
    }
}

/// <summary>What to see in full, and why.</summary>
public sealed class UnmaskForm
{
    public List<string> Fields { get; set => field = value ?? []; } = [];
    public string? Reason { get; set; }
}

public sealed class MergeForm
{
    /// <summary>The corrected number; posted, and in no address.</summary>
    public string? IdNumber { get; set; }

    public string? Into { get; set; }
    public string? Reason { get; set; }
    public string? Document { get; set; }

    /// <summary>Of the form as it was shown: sent twice, it asks once.</summary>
    public string? Key { get; set; }
}
