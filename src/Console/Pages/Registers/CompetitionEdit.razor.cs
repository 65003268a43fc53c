using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class CompetitionEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/id", "/name", "/year", "/class", "/organiser", "/document/title", "/document/number");

    private CompetitionForm _form = new();

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "competition")]
    public CompetitionForm? Form { get; set; }

    private string Title => Id is null ? Say("登记竞赛", "Register a competition") : Say("变更竞赛登记", "Change a competition");

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) _form = Form;
        else if (Id is not null)
        {
            if (await ReadAsync(Competition.Path(Id)) is { } stands) _form = CompetitionForm.Of(stands);
        }
    }

    private async Task SaveAsync()
    {
        var path = Competition.Path(Id ?? _form.Id?.Trim() ?? "");
        if (await PutAsync(path, isNew: Id is null, _form.Body(), _form) is { } saved) Navigation.NavigateTo($"/competitions/{saved.Id}?saved=true");
    }
}

/// <summary>A competition as it is typed in.</summary>
public sealed class CompetitionForm : RegisterForm
{
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
