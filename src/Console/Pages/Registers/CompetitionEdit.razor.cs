using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class CompetitionEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/id", "/name", "/year", "/class", "/organiser", "/document/title", "/document/number");

    private Competition? _existing;
    private Problem? _problem;
    private CompetitionForm _form = new();
    private bool _missing;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "competition")]
    public CompetitionForm? Form { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Title => Id is null ? Say("登记竞赛", "Register a competition") : Say("变更竞赛登记", "Change a competition");

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) _form = Form;
        else if (Id is not null)
        {
            var answer = await Api.GetAsync<Competition>(Competition.Path(Id));
            (_problem, _missing) = (answer.Problem, !answer.IsValue);
            if (answer.IsValue) _form = CompetitionForm.Of(answer.Value);
            else AnswerWith(answer.Status);
        }
    }

    private async Task SaveAsync()
    {
        var id = Id ?? _form.Id?.Trim() ?? "";

        // A new one must not write over what stands under its id.
        if (Id is null && (_existing = (await Api.GetAsync<Competition>(Competition.Path(id))).Value) is not null) return;
        var answer = await Api.PutAsync<Competition>(Competition.Path(id), _form.Body(), _form.Version);
        if (answer.IsValue)
        {
            Navigation.NavigateTo($"/competitions/{answer.Value.Id}?saved=true");
            return;
        }

        _problem = answer.Problem;
        if (_problem.Is("stale-version")) _form.Version = (await Api.GetAsync<Competition>(Competition.Path(id))).Value?.Version;
    }
}

/// <summary>A competition as it is typed in.</summary>
public sealed class CompetitionForm
{
    public int? Version { get; set; }
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Year { get; set; }
    public string? Class { get; set; }
    public string? Organiser { get; set; }
    public string? DocumentTitle { get; set; }
    public string? DocumentNumber { get; set; }

    internal static CompetitionForm Of(Competition competition) => new()
    {
        Version = competition.Version,
        Name = competition.Name,
        Year = competition.Year.ToString(CultureInfo.InvariantCulture),
        Class = competition.Class,
        Organiser = competition.Organiser,
        DocumentTitle = competition.Document.Title,
        DocumentNumber = competition.Document.Number,
    };

    internal CompetitionPut Body() => new(
        Name?.Trim(), int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0, Class, Organiser?.Trim().ToUpperInvariant(), new(DocumentTitle?.Trim() ?? "", DocumentNumber?.Trim() ?? ""));
}
