using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class StudioEdit
{
    private static readonly Dictionary<string, string> Fields = FieldIds.Map(
        "/id", "/name", "/leader/name", "/host", "/level", "/recognisedOn", "/document/title", "/document/number");

    private StudioForm _form = new();

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "studio")]
    public StudioForm? Form { get; set; }

    private string Title => Id is null ? Say("登记工作室", "Register a studio") : Say("变更工作室登记", "Change a studio");

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) _form = Form;
        else if (Id is not null)
        {
            if (await ReadAsync(MasterStudio.Path(Id)) is { } stands) _form = StudioForm.Of(stands);
        }
    }

    private async Task SaveAsync()
    {
        var path = MasterStudio.Path(Id ?? _form.Id?.Trim() ?? "");
        if (await PutAsync(path, isNew: Id is null, _form.Body(), _form) is { } saved) Navigation.NavigateTo($"/master-studios/{saved.Id}?saved=true");
    }
}

/// <summary>A studio as it is typed in.</summary>
public sealed class StudioForm : RegisterForm
{
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
