using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class EnterprisePage
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map("/outcome", "/comment");

    private Enterprise? _enterprise;
    private Problem? _problem;

    // A form that was sent has to be on the page until it is handled, also when somebody ruled meanwhile.
    private bool _sent;

    [Parameter]
    public string Uscc { get; set; } = "";

    [SupplyParameterFromQuery(Name = "saved")]
    public string? SavedSaid { get; set; }

    private bool Saved => Addresses.Flag(SavedSaid) == true;

    [SupplyParameterFromForm(FormName = "bank")]
    public RulingForm? Ruling { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    // Who named the account sees why they may not confirm it; the API would refuse them.
    private bool MayConfirm => _enterprise is { PendingBank: not null } enterprise && Me.Has("finance")
        && enterprise.PendingBankProposedBy?.Any(by => by.Id == Me.Id()) != true;

    protected override async Task OnInitializedAsync()
    {
        _sent = Ruling is not null;
        await ReadAsync();
        if (_enterprise is not null) await ReadClaimsAsync(Enterprise.Path(Uscc));
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<Enterprise>(Enterprise.Path(Uscc));
        (_enterprise, _problem) = (answer.Value, answer.Problem);
        if (_enterprise is null) AnswerWith(answer.Status);
    }

    private async Task RuleAsync()
    {
        _sent = false;
        if (Ruling is not { } ruling || _enterprise is null) return;
        var comment = string.IsNullOrWhiteSpace(ruling.Comment) ? null : ruling.Comment.Trim();
        var answer = await Api.PostAsync<Enterprise>(Enterprise.Path(Uscc) + "/bank/confirmation", new BankRuling(ruling.Outcome, comment), ruling.Version, ruling.Key);
        if (answer.IsValue)
        {
            Navigation.NavigateTo($"/enterprises/{_enterprise.Uscc}?saved=true#bank");
            return;
        }

        // Whoever was faster: the page shows what stands now, and the ruling is given again on that by a person who has seen it.
        if (answer.Problem.Is("stale-version") || answer.Problem.Is("illegal-transition"))
        {
            await ReadAsync();
            (ruling.Version, ruling.Key) = (_enterprise?.Version, null);
        }

        _problem = answer.Problem;
    }

    public sealed class RulingForm
    {
        public int? Version { get; set; }
        public string? Key { get; set; }
        public string? Outcome { get; set; }
        public string? Comment { get; set; }
    }
}
