using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class HonoursPage
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map("/grounds", "/document/title", "/document/number");

    private PageOf<Honour>? _honours;
    private PageOf<Shortlisted>? _shortlist;
    private Enterprise? _enterprise;
    private Problem? _problem;
    private HonourForm _form = new();
    private string _year = "";

    /// <summary>Null: the year of the window that is open or next; after the last one, this year.</summary>
    [Parameter]
    public string? Year { get; set; }

    /// <summary>USCC of the enterprise to honour.</summary>
    [SupplyParameterFromQuery]
    public string? Enterprise { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    [SupplyParameterFromQuery(Name = "saved")]
    public string? SavedSaid { get; set; }

    private bool Saved => Addresses.Flag(SavedSaid) == true;

    [SupplyParameterFromForm(FormName = "honour")]
    public HonourForm? Form { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool MayHonour => Me.Has("leader");

    private int Number => int.TryParse(_year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    protected override async Task OnInitializedAsync()
    {
        _year = Year ?? ((await Api.GetAsync<IntakeWindow>("/windows/current")).Value is { } window ? window.Id[..4] : TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture));
        var honours = await Api.GetAsync<PageOf<Honour>>(Addresses.With(Honour.YearPath(_year), ("limit", 200)));
        (_honours, _problem) = (honours.Value, honours.Problem);
        if (_honours is null)
        {
            AnswerWith(honours.Status);
            return;
        }

        _shortlist = (await Api.GetAsync<PageOf<Shortlisted>>(Addresses.With(Honour.YearPath(_year) + "/shortlist", ("cursor", Cursor), ("limit", 50)))).Value;
        if ((Form?.Enterprise ?? Enterprise) is not { } uscc) return;
        _enterprise = (await Api.GetAsync<Enterprise>(Contract.Enterprise.Path(uscc))).Value;
        _form = Form ?? HonourForm.Of(uscc, (await Api.GetAsync<Honour>(Honour.Path(_year, uscc))).Value);
    }

    private async Task SaveAsync()
    {
        var path = Honour.Path(_year, _form.Enterprise ?? "");
        var answer = _form.Command == "remove" ? await Api.DeleteAsync<Honour>(path, _form.Version) : await Api.PutAsync<Honour>(path, _form.Body(), _form.Version);
        if (answer.IsValue) Navigation.NavigateTo($"/honours/{_year}?saved=true");
        _problem = answer.Problem;
        if (_problem?.Is("stale-version") == true) _form.Version = (await Api.GetAsync<Honour>(path)).Value?.Version;
    }
}

public sealed class HonourForm
{
    public string? Enterprise { get; set; }
    public int? Version { get; set; }
    public string? Grounds { get; set; }
    public string? DocumentTitle { get; set; }
    public string? DocumentNumber { get; set; }

    /// <summary><c>save</c> or <c>remove</c>.</summary>
    public string? Command { get; set; }

    internal static HonourForm Of(string uscc, Honour? honour) => new()
    {
        Enterprise = uscc,
        Version = honour?.Version,
        Grounds = honour?.Grounds,
        DocumentTitle = honour?.Document.Title,
        DocumentNumber = honour?.Document.Number,
    };

    internal HonourPut Body() => new(Grounds?.Trim() ?? "", new(DocumentTitle?.Trim() ?? "", DocumentNumber?.Trim() ?? ""));
}
