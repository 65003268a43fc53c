using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class StudioEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/id", "/name", "/leader/name", "/host", "/level", "/recognisedOn", "/document/title", "/document/number");

    private MasterStudio? _existing;
    private Problem? _problem;
    private StudioForm _form = new();
    private bool _missing;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "studio")]
    public StudioForm? Form { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Title => Id is null ? Say("登记工作室", "Register a studio") : Say("变更工作室登记", "Change a studio");

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) _form = Form;
        else if (Id is not null)
        {
            var answer = await Api.GetAsync<MasterStudio>(MasterStudio.Path(Id));
            (_problem, _missing) = (answer.Problem, !answer.IsValue);
            if (answer.IsValue) _form = StudioForm.Of(answer.Value);
            else AnswerWith(answer.Status);
        }
    }

    private async Task SaveAsync()
    {
        var id = Id ?? _form.Id?.Trim() ?? "";

        // A new one must not write over what stands under its id.
        if (Id is null && (_existing = (await Api.GetAsync<MasterStudio>(MasterStudio.Path(id))).Value) is not null) return;
        var answer = await Api.PutAsync<MasterStudio>(MasterStudio.Path(id), _form.Body(), _form.Version);
        if (answer.IsValue)
        {
            Navigation.NavigateTo($"/master-studios/{answer.Value.Id}?saved=true");
            return;
        }

        _problem = answer.Problem;
        if (_problem.Is("stale-version")) _form.Version = (await Api.GetAsync<MasterStudio>(MasterStudio.Path(id))).Value?.Version;
    }
}

/// <summary>A studio as it is typed in.</summary>
public sealed class StudioForm
{
    public int? Version { get; set; }
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Leader { get; set; }
    public string? Host { get; set; }
    public string? Level { get; set; }
    public string? RecognisedOn { get; set; }
    public string? DocumentTitle { get; set; }
    public string? DocumentNumber { get; set; }

    internal static StudioForm Of(MasterStudio studio) => new()
    {
        Version = studio.Version,
        Name = studio.Name,
        Leader = studio.Leader.Name,
        Host = studio.Host,
        Level = studio.Level,
        RecognisedOn = Show.Iso(studio.RecognisedOn),
        DocumentTitle = studio.Document.Title,
        DocumentNumber = studio.Document.Number,
    };

    internal MasterStudioPut Body() => new(
        Name?.Trim(), new(Leader?.Trim() ?? ""), Host?.Trim().ToUpperInvariant(), Level, RecognisedOn, new(DocumentTitle?.Trim() ?? "", DocumentNumber?.Trim() ?? ""));
}
