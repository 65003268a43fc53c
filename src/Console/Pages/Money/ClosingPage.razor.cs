using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Money;

public partial class ClosingPage
{
    // Of each status; the rest is a link away.
    private const int MostShown = 20;

    private readonly Dictionary<string, CaseItem[]> _undecided = [];
    private readonly Dictionary<string, Organisation> _payees = [];
    private CaseItem[] _failed = [];
    private WindowFile? _window;
    private Closing? _closing;
    private Problem? _problem;

    // A form that was sent has to be on the page until it is handled, whatever became of the window.
    private bool _sent;

    [Parameter]
    public string Window { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Settled { get; set; }

    [SupplyParameterFromForm(FormName = "settle")]
    public SettleForm? Settle { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Key { get; set; } = Several.NewKey();

    private bool IsSettled => _window?.Status == "settled";

    private bool IsOver => _window?.Status is "closed" or "settled";

    private CasesAndAmount Undecided => _window!.Totals.Undecided;

    private CasesAndAmount Failed => _window!.Totals.Of("paymentFailed");

    private CasesAndAmount Payable => _closing!.Payable;

    private HeldBack[] HeldBack => _closing!.HeldBack;

    private BatchRow[] Batches => _closing!.Batches;

    private ReportAmounts Amounts => _closing!.Amounts;

    private bool? PaymentDone => Batches.Length == 0 ? IsSettled ? true : null : Array.TrueForAll(Batches, batch => batch.Unanswered == 0 && batch.ReleasedAt is not null);

    protected override Task OnInitializedAsync()
    {
        _sent = Settle is not null;
        Key = Settle?.Key ?? Key;
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<WindowFile>(WindowFile.Path(Window));
        (_window, _problem) = (answer.Value, answer.Problem);
        if (_window is null)
        {
            AnswerWith(answer.Status);
            return;
        }

        var closing = await Api.GetAsync<Closing>(WindowFile.Path(Window) + "/settlement");
        (_closing, _problem) = (closing.Value, closing.Problem);
        if (_closing is null)
        {
            AnswerWith(closing.Status);
            return;
        }

        foreach (var status in WindowTotals.UndecidedStatuses)
        {
            if (_window.Totals.Of(status).Cases > 0) _undecided[status] = await CasesAsync(status, MostShown);
        }

        if (Failed.Cases > 0) _failed = await CasesAsync("paymentFailed", MostShown);

        // Who is paid stands in the cases, not in the list of what is held back.
        if (HeldBack.Length == 0) return;
        foreach (var status in (string[])["approved", "paymentFailed"])
        {
            foreach (var item in await CasesAsync(status, 200)) _payees[item.CaseNumber] = item.Applicant;
        }
    }

    private async Task SettleAsync()
    {
        _sent = false;
        if (_window is null) return;
        var answer = await Api.PostAsync<Settlement>(WindowFile.Path(Window) + "/settlement", new SettlementAsked(Settle?.Carry == true), key: Key);
        if (answer.IsValue) Navigation.NavigateTo($"/windows/{_window.Id}/closing?settled=true");
        else _problem = answer.Problem;
    }

    private async Task<CaseItem[]> CasesAsync(string status, int most) =>
        (await Api.GetAsync<PageOf<CaseItem>>(Addresses.With("/applications", ("window", Window), ("status", status), ("limit", most)))).Value?.Items ?? [];

    private Organisation? PayeeOf(HeldBack held) => _payees.GetValueOrDefault(held.CaseNumber);

    public sealed class SettleForm
    {
        /// <summary>Of the form as it was shown: sent twice, it settles once.</summary>
        public string? Key { get; set; }

        public bool? Carry { get; set; }
    }
}
