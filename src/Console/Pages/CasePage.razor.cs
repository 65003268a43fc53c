using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages;

public partial class CasePage
{
    private CaseFile? _file;
    private Problem? _problem;
    private OfficialDocument? _document;
    private AuditEvent[] _missed = [];
    private DecisionForm _form = new();

    // A form that was sent has to be on the page until it is handled, or nobody handles it: also one that the case has outrun meanwhile.
    private bool _sent;

    [Parameter]
    public string CaseNumber { get; set; } = "";

    /// <summary>The page of the roster, from 1 on.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageSaid { get; set; }

    private int? Page => Addresses.Number(PageSaid);

    [SupplyParameterFromQuery(Name = "done")]
    public string? DoneSaid { get; set; }

    private bool Done => Addresses.Flag(DoneSaid) == true;

    /// <summary>It was entered at the counter just now.</summary>
    [SupplyParameterFromQuery(Name = "entered")]
    public string? EnteredSaid { get; set; }

    private bool Entered => Addresses.Flag(EnteredSaid) == true;

    [SupplyParameterFromForm(FormName = "decide")]
    public DecisionForm? Decision { get; set; }

    [SupplyParameterFromForm(FormName = "reverse")]
    public ReversalForm? Reversal { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Path => CaseFile.Path(CaseNumber);

    private bool MayDecide => _file?.Stage is { } stage && Me.Has(stage);

    private int RosterPage => _form.Page ?? Page ?? 1;

    /// <summary>The last decision, where it is this person's and nothing was decided since: the API says whether it is lawful still.</summary>
    private Decision? Reversible =>
        _file is { Decisions: [.., { } last] } && last.By.Id == Me.Id() && last.Outcome != "reversal" && _file.Status is "recommended" or "endorsed" or "approved" or "returned" or "rejected"
            ? _file!.Decisions[^1] : null;

    private Dictionary<string, string> Fields => DecisionForm.Fields(_form.Remarks.Count);

    protected override async Task OnInitializedAsync()
    {
        _form = Decision ?? new();
        _sent = Decision is not null || Reversal is not null;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<CaseFile>(Path);
        (_file, _problem) = (answer.Value, answer.Problem);
        if (_file is null)
        {
            AnswerWith(answer.Status);
            return;
        }

        _form.Version ??= _file.Version;
        _form.Stage ??= _file.Stage;
        _form.Key ??= Several.NewKey();
        _document ??= await DocumentOfAsync(_file);
    }

    // A button of the form that is not its own: another page of the roster, one more remark, one remark less. What was typed stays.
    private async Task DecideAsync()
    {
        _sent = false;
        if (_file is null) return;
        switch (_form.Command?.Split('-'))
        {
            case ["page", var page]:
                _form.Page = Number(page);
                return;
            case ["remark", var line]:
                _form.Remark(Number(line));
                return;
            case ["drop", var at]:
                _form.Drop(Number(at));
                return;
        }

        // "All" is what was listed when it was ticked: of a file that has changed since, nobody has said so.
        if (_form.AllPapersSeen && _form.Version == _file.Version) _form.PapersSeen = [.. SeveralDecisions.PapersOf(_file, _form.Stage ?? "")];
        _form.AllPapersSeen = false;
        var answer = await Api.PostAsync<CaseFile>(Path + "/decisions", _form.Body(), _form.Version, _form.Key);
        if (answer.IsValue) Navigation.NavigateTo($"/cases/{_file.CaseNumber}?done=true");
        else await RefusedAsync(answer.Problem);
    }

    private async Task ReverseAsync()
    {
        _sent = false;
        if (Reversal is not { } reversal) return;
        var path = $"{Path}/decisions/{reversal.Round}/{Uri.EscapeDataString(reversal.Stage ?? "")}/reversal";
        var answer = await Api.PostAsync<CaseFile>(path, new ReversalAsked(reversal.Reason ?? ""), reversal.Version);
        if (answer.IsValue) Navigation.NavigateTo($"/cases/{CaseNumber}");
        else await RefusedAsync(answer.Problem);
    }

    private async Task RefusedAsync(Problem problem)
    {
        var seen = Reversal?.Version ?? _form.Version ?? 0;
        if (problem.Is("stale-version") || problem.Is("illegal-transition"))
        {
            var audit = await Api.GetAsync<CaseAudit>(Path + "/audit");
            _missed = [.. (audit.Value?.Items ?? []).Where(happened => happened.Version > seen)];
            await ReadAsync();

            // What was typed goes on from what stands now; it is sent again only by a person who has seen that.
            (_form.Version, _form.Stage, _form.Key) = (_file?.Version, _file?.Stage, Several.NewKey());
        }

        if (_missed.Length == 0) _problem = problem;
    }

    private async Task<OfficialDocument?> DocumentOfAsync(CaseFile file)
    {
        if (file.Competition is { } competition) return (await Api.GetAsync<RegisteredThing>($"/competitions/{Uri.EscapeDataString(competition)}")).Value?.Document;
        if (file.MasterStudio is { } studio) return (await Api.GetAsync<RegisteredThing>($"/master-studios/{Uri.EscapeDataString(studio)}")).Value?.Document;
        return (await Api.GetAsync<PolicyDocument>($"/policies/{Uri.EscapeDataString(file.Policy)}")).Value is { } policy ? new(policy.Title.Zh, "") : null;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public sealed class ReversalForm
    {
        public int? Version { get; set; }
        public int? Round { get; set; }
        public string? Stage { get; set; }
        public string? Reason { get; set; }
    }
}
