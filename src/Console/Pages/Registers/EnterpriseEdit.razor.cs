using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class EnterpriseEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/uscc", "/name", "/kinds", "/inDistrict", "/legalRepresentative/name", "/contact/name", "/contact/phone", "/bank", "/bank/bankName", "/bank/accountName",
        "/bank/accountNumber");

    private Enterprise? _enterprise, _existing;
    private Problem? _problem;
    private EnterpriseForm _form = new();
    private bool _missing;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Uscc { get; set; }

    [SupplyParameterFromForm(FormName = "enterprise")]
    public EnterpriseForm? Form { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Title => Uscc is null ? Say("登记新单位", "Register an organisation") : Say("变更登记", "Change an organisation");

    protected override async Task OnInitializedAsync()
    {
        if (Uscc is not null)
        {
            var answer = await Api.GetAsync<Enterprise>(Enterprise.Path(Uscc));
            (_enterprise, _problem, _missing) = (answer.Value, answer.Problem, !answer.IsValue);
            if (_missing) AnswerWith(answer.Status);
        }

        _form = Form ?? EnterpriseForm.Of(_enterprise);
    }

    private async Task SaveAsync()
    {
        var uscc = Uscc ?? _form.Uscc?.Trim().ToUpperInvariant() ?? "";

        // A new one must not write over what stands under its code.
        if (Uscc is null && (_existing = (await Api.GetAsync<Enterprise>(Enterprise.Path(uscc))).Value) is not null) return;
        var answer = await Api.PutAsync<Enterprise>(Enterprise.Path(uscc), _form.Body(), _form.Version);
        if (answer.IsValue)
        {
            Navigation.NavigateTo($"/enterprises/{answer.Value.Uscc}?saved=true");
            return;
        }

        _problem = answer.Problem;
        if (_problem.Is("stale-version")) _form.Version = (await Api.GetAsync<Enterprise>(Enterprise.Path(uscc))).Value?.Version;
    }
}

/// <summary>An organisation as it is typed in. What is masked on the page is left empty, and empty is left as it was.</summary>
public sealed class EnterpriseForm
{
    public int? Version { get; set; }
    public string? Uscc { get; set; }
    public string? Name { get; set; }
    public List<string> Kinds { get; set => field = value ?? []; } = [];
    public bool? InDistrict { get; set; }
    public string? LegalRepresentative { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? BankName { get; set; }
    public string? AccountName { get; set; }
    public string? AccountNumber { get; set; }

    internal static EnterpriseForm Of(Enterprise? enterprise) => enterprise is null ? new() : new()
    {
        Version = enterprise.Version,
        Name = enterprise.Name,
        Kinds = [.. enterprise.Kinds],
        InDistrict = enterprise.InDistrict,
        LegalRepresentative = enterprise.LegalRepresentative?.Name,
    };

    internal EnterprisePut Body() => new(
        Typed.Text(Name) ?? "", [.. Kinds], InDistrict, Typed.Text(LegalRepresentative) is { } person ? new(person) : null,
        (Typed.Text(ContactName) ?? Typed.Text(ContactPhone)) is null ? null : new(Typed.Text(ContactName), Typed.Text(ContactPhone)),
        (Typed.Text(BankName) ?? Typed.Text(AccountName) ?? Typed.Text(AccountNumber)) is null ? null : new(Typed.Text(BankName) ?? "", Typed.Text(AccountName) ?? "", Typed.Text(AccountNumber) ?? ""));
}
