using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>What a filing of a training plan may do. Pure.</summary>
public static class TrainingPlanRules
{
    private const string OutOfRange = "out-of-range";

    /// <summary>The record after a <c>PUT</c> by the portal of the applicant, or a handler.</summary>
    /// <param name="current">Null: not filed yet.</param>
    /// <param name="workerRefs">The trainees' references, in the order of the form; null where the ID number is none.</param>
    /// <param name="today">The policy day: the filing day unless a handler says that the paper came earlier.</param>
    public static Answer<TrainingPlanRecord> Put(
        TrainingPlanRecord? current, TrainingPlanForm form, string?[] workerRefs, Actor actor, int? ifMatch, DateOnly today, FilingRule rule)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(rule);
        var isHandler = actor.Has(Roles.Handler);
        if (!isHandler && (!actor.Has(Roles.Portal) || form.ReceivedOnPaper is not null)) return ProblemCode.Forbidden;
        if (Faults(form, workerRefs) is { Length: > 0 } faults) return Refusal.Invalid(faults);
        if (!isHandler && !actor.Owns(form.Applicant)) return ProblemCode.NotYourOrganisation;
        if (!isHandler && current is not null && !actor.Owns(current.Applicant)) return ProblemCode.NotFound;
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;

        var paper = PaperThatCounts(current, form.ReceivedOnPaper, today, rule, out var refusal);
        if (refusal is not null) return refusal;
        var next = File(current, form, workerRefs!, paper?.On ?? today, paper);
        if (current is not null && (paper?.On ?? today) >= current.ClassStartsOn && IsFrozenChanged(current, next)) return ProblemCode.ClassHasBegun;
        if (UnknownYear(next, rule) is { } year)
            return new Refusal { Code = ProblemCode.CalendarYearUnknown, Detail = $"{year}年的工作日安排尚未公布。" };
        return Granted.Of(next, created: current is null);
    }

    /// <summary>The form with the names and numbers of those whom it names by reference and who stand on the list; who does not stays as named.</summary>
    public static TrainingPlanForm Known(TrainingPlanRecord? current, TrainingPlanForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (current is null || !Array.Exists(form.Trainees, trainee => trainee.WorkerRef is not null)) return form;
        var listed = current.Trainees.ToDictionary(trainee => trainee.WorkerRef, StringComparer.Ordinal);
        return form with
        {
            Trainees = Array.ConvertAll(
                form.Trainees, trainee => trainee.WorkerRef is { } known && listed.TryGetValue(known, out var filed) ? new Trainee(filed.Name, filed.IdNumber) : trainee),
        };
    }

    /// <summary>
    /// Another applicant, first day or occupation is another class: everything is filed anew. Else each person keeps the day of the first
    /// filing that named them, also one who was taken off the list meanwhile; a paper that came earlier moves it back.
    /// </summary>
    private static TrainingPlanRecord File(TrainingPlanRecord? current, TrainingPlanForm form, string[] workerRefs, DateOnly day, PaperReceived? paper)
    {
        var before = current is not null && current.Applicant == form.Applicant && current.ClassStartsOn == form.ClassStartsOn
            && current.Occupation.Code == form.Occupation.Code ? current : null;
        var named = before is null ? [] : new Dictionary<string, DateOnly>(before.FirstNamedOn);
        foreach (var workerRef in workerRefs)
            named[workerRef] = named.TryGetValue(workerRef, out var first) ? Earlier(first, day) : day;
        return new TrainingPlanRecord
        {
            Applicant = form.Applicant,
            Title = form.Title,
            Occupation = form.Occupation,
            Level = form.Level,
            ClassStartsOn = form.ClassStartsOn,
            ClassEndsOn = form.ClassEndsOn,
            Timetable = form.Timetable,
            Trainees = [.. form.Trainees.Select((trainee, i) => new FiledTrainee(workerRefs[i], trainee.Name, trainee.IdNumber))],
            FiledOn = before is null ? day : Earlier(before.FiledOn, day),
            FirstNamedOn = named,
            ReceivedOnPaper = paper ?? before?.ReceivedOnPaper,
            Version = (current?.Version ?? 0) + 1,
        };
    }

    /// <summary>After the class began its day, its occupation and its list stay; names may still be corrected.</summary>
    private static bool IsFrozenChanged(TrainingPlanRecord current, TrainingPlanRecord next) =>
        current.Applicant != next.Applicant || current.ClassStartsOn != next.ClassStartsOn || current.Occupation.Code != next.Occupation.Code
        || !current.People().ToHashSet().SetEquals(next.People());

    /// <summary>
    /// The paper, if it counts for this filing. The one that stands in the record already is no fault once its days are over, but it names
    /// nobody new: a body that is sent again must not backdate who was added.
    /// </summary>
    private static PaperReceived? PaperThatCounts(
        TrainingPlanRecord? current, PaperReceived? paper, DateOnly today, FilingRule rule, out Refusal? refusal)
    {
        refusal = null;
        if (paper is null) return null;
        var last = rule.Calendar.AddWorkingDays(paper.On, rule.PaperWorkingDays);
        if (paper.On <= today && last.IsKnown && last.Value >= today) return paper;
        if (paper == current?.ReceivedOnPaper) return null;
        refusal = paper.On <= today && !last.IsKnown
            ? new Refusal { Code = ProblemCode.CalendarYearUnknown, Detail = $"{last.UnknownYear}年的工作日安排尚未公布。" }
            : Refusal.Invalid(new InputFault("/receivedOnPaper/on", OutOfRange, $"收件日期不得晚于今日，且须在收件后{rule.PaperWorkingDays}个工作日内录入。"));
        return null;
    }

    private static InputFault[] Faults(TrainingPlanForm form, string?[] workerRefs)
    {
        var faults = new List<InputFault>();
        if (form.ClassEndsOn < form.ClassStartsOn) faults.Add(new("/classEndsOn", OutOfRange, "结束日期早于开班日期。"));
        if (form.Timetable.Length == 0) faults.Add(new("/timetable", "required", "课程表不得为空。"));
        for (var i = 0; i < form.Timetable.Length; i++)
            if (form.Timetable[i].To < form.Timetable[i].From) faults.Add(new($"/timetable/{i}/to", OutOfRange, "结束时间早于开始时间。"));
        if (form.Trainees.Length == 0) faults.Add(new("/trainees", "required", "学员名单不得为空。"));
        for (var i = 0; i < workerRefs.Length; i++)
        {
            if (form.Trainees[i].WorkerRef is not null) faults.Add(new($"/trainees/{i}/workerRef", "unknown-value", "学员名单中没有此人。"));
            else if (workerRefs[i] is null) faults.Add(new(PointerOf(i), "invalid-id-number", "身份证号码有误。"));
        }

        foreach (var twice in Enumerable.Range(0, workerRefs.Length).Where(i => workerRefs[i] is not null).GroupBy(i => workerRefs[i]).Where(same => same.Count() > 1))
            faults.AddRange(twice.Select(i => new InputFault(PointerOf(i), "worker-listed-twice", "同一人在名单中出现不止一次。")));
        return [.. faults];
    }

    private static int? UnknownYear(TrainingPlanRecord plan, FilingRule rule) =>
        rule.UnknownYear(plan.FiledOn, plan.ClassStartsOn)
        ?? plan.People().Select(person => rule.UnknownYear(plan.FirstNamedOn[person], plan.ClassStartsOn)).FirstOrDefault(year => year is not null);

    private static string PointerOf(int trainee) => $"/trainees/{trainee}/idNumber";

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
