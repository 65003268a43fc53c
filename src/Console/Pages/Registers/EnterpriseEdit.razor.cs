using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class EnterpriseEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/uscc", "/name", "/kinds", "/inDistrict", "/legalRepresentative/name", "/contact/name", "/contact/phone", "/bank", "/bank/bankName", "/bank/accountName",
        "/bank/accountNumber");

    private Enterprise? _enterprise;
    private EnterpriseForm _form = new();

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Uscc { get; set; }

    [SupplyParameterFromForm(FormName = "enterprise")]
    public EnterpriseForm? Form { get; set; }

    private string Title => Uscc is null ? Say("登记新单位", "Register an organisation") : Say("变更登记", "Change an organisation");

    protected override async Task OnInitializedAsync()
    {
        if (Uscc is not null) _enterprise = await ReadAsync(Enterprise.Path(Uscc));
        _form = Form ?? EnterpriseForm.Of(_enterprise);
    }

    private async Task SaveAsync()
    {
        var path = Enterprise.Path(Uscc ?? _form.Uscc?.Trim().ToUpperInvariant() ?? "");
        if (await PutAsync(path, isNew: Uscc is null, _form.Body(), _form) is { } saved) Navigation.NavigateTo($"/enterprises/{saved.Uscc}?saved=true");
    }
}

/// <summary>An organisation as it is typed in. What is masked on the page is left empty, and empty is left as it was.</summary>
public sealed class EnterpriseForm : RegisterForm
{
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
