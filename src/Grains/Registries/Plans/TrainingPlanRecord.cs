using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>A training plan as it was filed, 四(一).</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.TrainingPlan"), NotPersonal]
public sealed record TrainingPlanRecord
{
    /// <summary>USCC.</summary>
    [Id(0)] public required string Applicant { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required Occupation Occupation { get; init; }
    [Id(3)] public required SkillLevel Level { get; init; }
    [Id(4)] public required DateOnly ClassStartsOn { get; init; }
    [Id(5)] public required DateOnly ClassEndsOn { get; init; }
    [Id(6)] public required Lesson[] Timetable { get; init; }
    [Id(7)] public required FiledTrainee[] Trainees { get; init; }
    /// <summary>The day on which this class (its applicant, start and occupation) was filed first.</summary>
    [Id(8)] public required DateOnly FiledOn { get; init; }
    /// <summary>Worker reference → day of the first filing that named the person, also of those who were taken off the list.</summary>
    [Id(9)] public required Dictionary<string, DateOnly> FirstNamedOn { get; init; }
    [Id(10)] public PaperReceived? ReceivedOnPaper { get; init; }
    [Id(11)] public required int Version { get; init; }

    public DirectoryEntry Entry(string id) => new(DirectoryKind.TrainingPlan, id, Title, Applicant, UniqueName: null);

    public string[] People() => [.. Trainees.Select(trainee => trainee.WorkerRef)];

    public TrainingPlanFacts Facts() => new(
        Applicant, Occupation.Code, Level, ClassStartsOn, Trainees.ToDictionary(t => t.WorkerRef, t => FirstNamedOn[t.WorkerRef]));

    /// <summary>As <c>GET</c> shows it: numbers masked, each filing judged.</summary>
    public TrainingPlanView View(string id, FilingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var filing = rule.Judge(FiledOn, ClassStartsOn);
        return new TrainingPlanView
        {
            Id = id,
            Applicant = Applicant,
            Title = Title,
            Occupation = Occupation,
            Level = Level,
            ClassStartsOn = ClassStartsOn,
            ClassEndsOn = ClassEndsOn,
            Timetable = Timetable,
            Trainees = [.. Trainees.Select(t => t.View(FirstNamedOn[t.WorkerRef], rule.Judge(FirstNamedOn[t.WorkerRef], ClassStartsOn).InTime))],
            Filing = new Filing(FiledOn, filing.WorkingDaysBefore, filing.InTime),
            Version = Version,
            ReceivedOnPaper = ReceivedOnPaper,
        };
    }
}

/// <param name="IdNumber">GB 11643, 18 characters.</param>
[GenerateSerializer, Immutable, Alias("gongshu.state.FiledTrainee"), Personal]
public sealed record FiledTrainee([property: Id(0), NotPersonal] string WorkerRef, [property: Id(1)] string Name, [property: Id(2)] string IdNumber)
{
    // The form of ResidentId.Masked; the number was checked when it was filed.
    internal TraineeView View(DateOnly filedOn, bool inTime) =>
        new(WorkerRef, Name, string.Concat(IdNumber.AsSpan(0, 4), "**********", IdNumber.AsSpan(14, 4)), filedOn, inTime);
}
