using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

public partial class PlanEdit
{
    private Trainee[] _filed = [];
    private PlanForm _form = new();
    private Dictionary<string, string> _fields = [];

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "plan")]
    public PlanForm? Form { get; set; }

    private string Title => Id is null ? Say("备案培训计划", "File a training plan") : Say("变更培训计划备案", "Change a training plan");

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) _form = Form;
        if (Id is null) return;
        if (await ReadAsync(TrainingPlan.Path(Id)) is not { } plan) return;
        _filed = plan.Trainees;
        if (Form is null) _form = PlanForm.Of(plan);
    }

    private string[] Kept => [.. _filed.Select(trainee => trainee.WorkerRef).Except(_form.Dropped, StringComparer.Ordinal)];

    private bool Has(string list) => Problem?.Errors.Any(fault => fault.Pointer.StartsWith(list, StringComparison.Ordinal)) == true;

    private async Task SaveAsync()
    {
        var path = TrainingPlan.Path(Id ?? _form.Id?.Trim() ?? "");
        if (await PutAsync(path, isNew: Id is null, _form.Body(Kept), _form) is { } saved) Navigation.NavigateTo($"/training-plans/{saved.Id}?saved=true");
        if (Problem is not { } problem) return;
        Problem = problem with { Errors = [.. problem.Errors.Select(WithRow)] };
        _fields = Problem.Errors.Select(fault => fault.Pointer).Distinct(StringComparer.Ordinal).ToDictionary(pointer => pointer, FieldOf, StringComparer.Ordinal);
    }

    // A list is one field here: its faults say in which row.
    private InputFault WithRow(InputFault fault)
    {
        if (fault.Pointer.Split('/') is not ["", var list, var at, ..] || !int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return fault;
        return list switch
        {
            "timetable" => fault with { Detail = Say($"课程表第{index + 1}行：", $"Timetable, row {index + 1}: ") + fault.Detail },
            "trainees" when index >= Kept.Length => fault with { Detail = Say($"学员第{index - Kept.Length + 1}行：", $"Trainees, row {index - Kept.Length + 1}: ") + fault.Detail },
            _ => fault,
        };
    }

    private static string FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["", "timetable", ..] => "f-timetable",
        ["", "trainees", ..] => "f-trainees",
        _ => FieldIds.Of(pointer),
    };
}
