using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Drafts;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.CaseActions;

public partial class FurtherSteps
{
    // By pointer of the bodies that are sent from here.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["/assignee/id"] = "assignee-id",
        ["/assignee/name"] = "assignee-name",
        ["/grounds"] = "appeal-grounds",
        ["/lines"] = "appeal-lines",
        ["/outcome"] = "ruling-outcome",
        ["/comment"] = "ruling-comment",
        ["/reason"] = "withdraw-reason",
    };

    private Problem? _problem;
    private bool _full;

    [Parameter, EditorRequired]
    public CaseFile File { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "assign")]
    public AssignForm? Assigning { get; set; }

    [SupplyParameterFromForm(FormName = "correct")]
    public string? Correcting { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")]
    public ActionForm? Withdrawing { get; set; }

    [SupplyParameterFromForm(FormName = "appeal")]
    public ActionForm? Appealing { get; set; }

    [SupplyParameterFromForm(FormName = "ruling")]
    public ActionForm? Ruling { get; set; }

    [Inject]
    private DraftStore Drafts { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Path => CaseFile.Path(File.CaseNumber);

    private string Action => $"/cases/{File.CaseNumber}";

    private bool MayAssign => Me.Has("handler", "approver", "leader") && (File.Stage is not null || File.Status == "returned");

    private bool MayCorrect => File.Status == "returned" && Me.Has("handler");

    private bool MayWithdraw => (File.Stage is not null || File.Status == "returned") && Me.Has("handler");

    private bool MayAppeal => File.AppealUntil is not null && Me.Has("handler");

    private Appeal? OpenAppeal => Array.Find(File.Appeals, appeal => appeal.Outcome is null);

    private IEnumerable<int> RejectedLines => File.Lines.Where(line => Array.Exists(line.Benefits, benefit => benefit.Status == "released")).Select(line => line.Line);

    private async Task AssignAsync()
    {
        var body = Assigning?.To switch
        {
            "nobody" => new AssignmentAsked { Release = true },
            "other" => new() { Assignee = new(Assigning.Id?.Trim() ?? "", Assigning.Name?.Trim() ?? "") },
            _ => new(),
        };
        Done(await Api.PostAsync<CaseFile>(Path + "/assignment", body, Assigning?.Version));
    }

    private async Task WithdrawAsync() => Done(await Api.PostAsync<CaseFile>(Path + "/withdrawal", new WithdrawalAsked(Withdrawing?.Text ?? ""), Withdrawing?.Version));

    private async Task AppealAsync() =>
        Done(await Api.PostAsync<CaseFile>(Path + "/appeals", new AppealAsked(Numbers(Appealing?.Lines), Appealing?.Text ?? ""), Appealing?.Version));

    private async Task RuleAsync() => Done(await Api.PostAsync<CaseFile>(
        string.Create(CultureInfo.InvariantCulture, $"{Path}/appeals/{Ruling?.Number}/decision"), new AppealRuling(Ruling?.Outcome, Ruling?.Text ?? ""), Ruling?.Version));

    private async Task CorrectAsync()
    {
        if (!MayCorrect) return;
        var owner = Me.Id() ?? "";
        var begun = Array.Find(await Drafts.ListAsync(owner, Http.RequestAborted), draft => draft.CaseNumber == File.CaseNumber && draft.Version == File.Version);
        if (begun is null)
        {
            begun = await NewDraft.OfReturnedAsync(Api, File);
            _full = !await Drafts.AddAsync(owner, begun, Http.RequestAborted);
        }

        if (!_full) Navigation.NavigateTo("/counter/" + begun.Id);
    }

    private void Done(Answer<CaseFile> answer)
    {
        if (answer.IsValue) Navigation.NavigateTo(Action);
        else _problem = answer.Problem;
    }

    // Whatever stands between them; what is no number is left out, and none at all is the contract's to refuse.
    private static int[] Numbers(string? typed) =>
        [.. (typed ?? "").Split([',', '，', '、', ' ', ';', '；'], StringSplitOptions.RemoveEmptyEntries).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0).Where(line => line > 0)];

    public sealed class AssignForm
    {
        public int? Version { get; set; }

        /// <summary><c>me</c>, <c>nobody</c> or <c>other</c>.</summary>
        public string? To { get; set; }

        public string? Id { get; set; }
        public string? Name { get; set; }
    }

    public sealed class ActionForm
    {
        public int? Version { get; set; }
        public int? Number { get; set; }
        public string? Lines { get; set; }
        public string? Outcome { get; set; }
        public string? Text { get; set; }
    }
}
