using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts.Money;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Money;

public partial class PaymentPage
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["/reason"] = "act-reason",
        ["/amount"] = "repay-amount",
        ["/paidOn"] = "repay-on",
        ["/reference"] = "repay-reference",
    };

    private CaseMoney? _file;
    private Problem? _problem;
    private PaymentForm _act = new();
    private RepaymentForm _repay = new();

    // A form that was sent has to be on the page until it is handled, whatever became of the case: which one.
    private string? _sent;

    [Parameter]
    public string CaseNumber { get; set; } = "";

    /// <summary>The page of the lines, from 1 on.</summary>
    [SupplyParameterFromQuery]
    public string? Page { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "act")]
    public PaymentForm? Act { get; set; }

    [SupplyParameterFromForm(FormName = "repay")]
    public RepaymentForm? Repay { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Path => CaseFile.Path(CaseNumber);

    private int LinesPage => Math.Clamp(Addresses.Number(Page) ?? 1, 1, PaymentLines.PagesOf(_file!));

    private bool MayStop => Me.Has("leader", "finance") && Any("approved", stopped: false);

    private bool MayGoOn => Me.Has("leader", "finance") && Any("approved", stopped: true);

    private bool MayClawBack => Me.Has("finance") && (Any("paid", stopped: false) || Any("paid", stopped: true));

    protected override async Task OnInitializedAsync()
    {
        (_act, _repay) = (Act ?? new(), Repay ?? new());
        _sent = Act is not null ? "act" : Repay is not null ? "repay" : null;
        await ReadAsync();
        if (_file is null)
        {
            AnswerWith(_problem!.Status);
            return;
        }

        _act.Version ??= _file.Version;
        _act.Key ??= Several.NewKey();
        _repay.Version ??= _file.Version;
        _repay.Key ??= Several.NewKey();
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<CaseMoney>(Path);
        (_file, _problem) = (answer.Value, answer.Problem);
    }

    private async Task ActAsync()
    {
        _sent = null;
        if (_file is null || _act.Asked() is not { } asked) return;
        if (_act.Picked.Count == 0)
        {
            _problem = new() { Code = "required", Title = Say("没有选择任何一项", "Nothing is chosen"), Status = 422 };
            return;
        }

        await ShowAsync(await Api.PostAsync<CaseMoney>(Path + asked.Path, asked.Body, _act.Version, _act.Key), _act.Command!);
    }

    private async Task RepayAsync()
    {
        _sent = null;
        if (_file is null) return;
        await ShowAsync(await Api.PostAsync<CaseMoney>(Path + "/clawback/repayments", _repay.Body(), _repay.Version, _repay.Key), "repay");
    }

    private async Task ShowAsync(Answer<CaseMoney> answer, string done)
    {
        if (answer.IsValue)
        {
            Navigation.NavigateTo(Addresses.With($"/cases/{CaseNumber}/payment", ("page", Page), ("done", done)));
            return;
        }

        // What stands now is shown; what was typed stays, and is sent again only by a person who has seen it.
        await ReadAsync();
        _problem = answer.Problem;
        (_act.Version, _repay.Version) = (_file?.Version, _file?.Version);
        (_act.Key, _repay.Key) = (Several.NewKey(), Several.NewKey());
    }

    private bool Any(string status, bool stopped) =>
        _file?.Lines.Any(line => line.Benefits.Any(benefit => benefit.Status == status) && _file.IsStopped(line.Line) == stopped) == true;

    private string? Bad(string pointer) => _problem?.InvalidAt(pointer);
}
