using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Texts;

namespace Gongshu.StaffConsole.Pages.Registers;

/// <summary>A training plan as it is typed in or pasted from a spreadsheet.</summary>
public sealed class PlanForm : RegisterForm
{
    public string? Id { get; set; }
    public string? Applicant { get; set; }
    public string? Title { get; set; }
    public string? OccupationCode { get; set; }
    public string? OccupationName { get; set; }
    public string? Level { get; set; }
    public string? ClassStartsOn { get; set; }
    public string? ClassEndsOn { get; set; }
    public string? Timetable { get; set; }

    /// <summary>References of those who are taken off the list.</summary>
    public List<string> Dropped { get; set => field = value ?? []; } = [];

    public string? Trainees { get; set; }
    public string? PaperOn { get; set; }
    public string? PaperRegister { get; set; }

    internal static PlanForm Of(TrainingPlan plan) => new()
    {
        Version = plan.Version,
        Applicant = plan.Applicant,
        Title = plan.Title,
        OccupationCode = plan.Occupation.Code,
        OccupationName = plan.Occupation.Name,
        Level = plan.Level,
        ClassStartsOn = Show.Iso(plan.ClassStartsOn),
        ClassEndsOn = Show.Iso(plan.ClassEndsOn),
        Timetable = string.Join('\n', plan.Timetable.Select(lesson => $"{lesson.On}\t{lesson.From}\t{lesson.To}\t{lesson.Subject}")),
        PaperOn = plan.ReceivedOnPaper is { } paper ? Show.Iso(paper.On) : null,
        PaperRegister = plan.ReceivedOnPaper?.Register,
    };

    /// <param name="kept">References of those who stay on the list.</param>
    internal TrainingPlanPut Body(IEnumerable<string> kept) => new(
        Applicant?.Trim().ToUpperInvariant(), Title?.Trim(), new(OccupationCode?.Trim() ?? "", OccupationName?.Trim() ?? ""), Level, ClassStartsOn, ClassEndsOn,
        [.. Rows(Timetable).Select(row => LessonOf(Columns(row, 4)))],
        [.. kept.Select(known => new TraineePut(null, null, known)), .. Rows(Trainees).Select(TraineeOf)],
        string.IsNullOrWhiteSpace(PaperOn) && string.IsNullOrWhiteSpace(PaperRegister) ? null : new(PaperOn, PaperRegister?.Trim()));

    private static Lesson LessonOf(string[] columns) => new(At(columns, 0), At(columns, 1), At(columns, 2), At(columns, 3));

    // A spreadsheet gives tabs; who types gives a space before the number. The number may come first.
    private static TraineePut TraineeOf(string row)
    {
        var columns = row.Contains('\t', StringComparison.Ordinal) || row.LastIndexOf(' ') is not (> 0 and var space)
            ? Columns(row, 2) : [row[..space].Trim(), row[(space + 1)..]];
        var (name, number) = (At(columns, 0), At(columns, 1));
        return name is [>= '0' and <= '9', ..] ? new(number, name, null) : new(name, number, null);
    }

    private static string[] Columns(string row, int most) =>
        row.Split(row.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ', most, StringSplitOptions.TrimEntries | (row.Contains('\t', StringComparison.Ordinal) ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries));

    private static string At(string[] columns, int at) => at < columns.Length ? columns[at] : "";

    private static string[] Rows(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
