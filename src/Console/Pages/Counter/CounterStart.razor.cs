using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Drafts;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Counter;

public partial class CounterStart
{
    private Draft[] _drafts = [];
    private ApplicantFound[]? _found;
    private ApplicantFound? _applicant;
    private Problem? _problem;
    private bool _full;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Uscc { get; set; }

    /// <summary>Somebody who wants to sign out, and has drafts.</summary>
    [SupplyParameterFromQuery(Name = "leaving")]
    public string? LeavingSaid { get; set; }

    private bool Leaving => Addresses.Flag(LeavingSaid) == true;

    [SupplyParameterFromForm(FormName = "begin")]
    public string? Programme { get; set; }

    [SupplyParameterFromForm(FormName = "drop")]
    public string? Drop { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Owner => Me.Id() ?? "";

    protected override async Task OnInitializedAsync()
    {
        if (!Me.Has("handler")) return;
        _drafts = await Drafts.ListAsync(Owner, Http.RequestAborted);
        if (Uscc is { Length: > 0 })
        {
            var answer = await Api.GetAsync<ApplicantFound>("/enterprises/" + Uri.EscapeDataString(Uscc));
            (_applicant, _problem) = (answer.Value, answer.Problem);
        }
        else if (Q?.Trim() is { Length: > 0 } q)
        {
            var answer = await Api.GetAsync<PageOf<ApplicantFound>>(Addresses.With("/enterprises", ("q", q), ("limit", 20)));
            (_found, _problem) = (answer.Value?.Items, answer.Problem);
        }
    }

    private async Task BeginAsync()
    {
        if (_applicant is null || !Texts.Terms.Programmes.Contains(Programme, StringComparer.Ordinal)) return;
        var draft = await NewDraft.OfAsync(Api, Programme!, _applicant);
        _full = !await Drafts.AddAsync(Owner, draft, Http.RequestAborted);
        if (!_full) Navigation.NavigateTo("/counter/" + draft.Id);
    }

    private async Task DropAsync()
    {
        Drafts.Drop(Owner, Drop ?? "");
        _drafts = await Drafts.ListAsync(Owner, Http.RequestAborted);
    }
}
