using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the filed training plan.</summary>
internal static class PlanMoves
{
    public static readonly Move[] All =
    [
        Part(
            Plan, "trainingPlan", new("培训计划", "a training plan"), FactSource.TrainingPlan, null, "/trainingPlan",
            [FactTable.Plan, FactTable.PlanApplicant, FactTable.PlanOccupation, FactTable.ClassStartsOn, FactTable.FiledOn],
            Show, Given),
        Of(
            Plan, FactTable.PlanApplicant, new("培训计划的备案单位", "the applicant of the training plan"), null,
            c => c.Plan.Applicant, FactValue.Of, c => [c.Facts.ApplicantUscc], (facts, uscc) => facts with { Plan = facts.Plan! with { Applicant = uscc } }),
        Of(
            Plan, FactTable.PlanOccupation, new("培训计划的职业编码", "the occupation of the training plan"), null,
            c => c.Plan.Occupation, FactValue.Of, c => c.Line?.Certificate is { } certificate ? [certificate.Occupation] : [],
            (facts, occupation) => facts with { Plan = facts.Plan! with { Occupation = occupation } }),
        Of(
            Plan, FactTable.FiledOn, new("该学员的备案日期", "the day on which the trainee was filed"), null,
            c => c.FiledOn, day => day is { } filed ? FactValue.Of(filed) : null, FilingDays,
            (facts, day) => facts with { Plan = facts.Plan! with { FiledOn = WithFiled(facts, day!.Value) } }, Days),
        Of(
            Plan, FactTable.ClassStartsOn, new("开班日期", "the first day of the class"), null,
            c => c.Plan.ClassStartsOn, FactValue.Of, ClassDays, (facts, day) => facts with { Plan = facts.Plan! with { ClassStartsOn = day } }, Days),
    ];

    // For a class whose working days nobody knows: the filing for the class that it would have to be.
    private static IEnumerable<DateOnly?> FilingDays(RuleContext c)
    {
        var days = BoundaryDays.OfFiling(c, c.Plan.ClassStartsOn).ToArray();
        if (days.Length == 0 && BoundaryDays.LastKnown(c, c.Line?.Certificate?.IssuedOn ?? c.Facts.Day) is { } startsOn)
            days = [.. BoundaryDays.OfFiling(c, startsOn)];
        return days.Select(day => (DateOnly?)day);
    }

    private static IEnumerable<DateOnly> ClassDays(RuleContext c)
    {
        var last = c.Line?.Certificate is { } certificate ? certificate.IssuedOn : c.Facts.Day;
        yield return last;
        if (BoundaryDays.LastKnown(c, last) is { } known)
            yield return known;
        if (c.FiledOn is not { } filedOn)
            yield break;
        foreach (var day in BoundaryDays.OfClass(c, filedOn))
            yield return day;
    }

    private static Func<ApplicationFacts, ApplicationFacts>? Given(RuleContext c)
    {
        var certificate = c.Line!.Certificate;
        var latest = certificate is { } given && given.IssuedOn < c.Facts.Day ? given.IssuedOn : c.Facts.Day;
        if ((BoundaryDays.LastKnown(c, latest) ?? BoundaryDays.LastKnown(c, c.Facts.Day)) is not { } startsOn || c.Line.WorkerRef is null)
            return null;
        var filedOn = BoundaryDays.OfFiling(c, startsOn).First();
        return facts => facts with
        {
            Plan = new PlanFacts(
                Placeholder.Number, facts.ApplicantUscc, certificate?.Occupation ?? Placeholder.Occupation, certificate?.Level ?? SkillLevel.Senior, startsOn,
                new Dictionary<string, DateOnly>(StringComparer.Ordinal) { [facts.Lines[0].WorkerRef!] = filedOn }),
        };
    }

    private static Dictionary<string, DateOnly> WithFiled(ApplicationFacts facts, DateOnly day) =>
        new(facts.Plan!.FiledOn, StringComparer.Ordinal) { [facts.Lines[0].WorkerRef!] = day };

    private static FactValue Show(RuleContext c)
    {
        var plan = c.Plan;
        var filedOn = c.FiledOn;
        return FactValue.Part(
            new JsonObject
            {
                ["applicant"] = plan.Applicant.Value,
                ["title"] = Placeholder.Text,
                ["occupation"] = new JsonObject { ["code"] = plan.Occupation.Value, ["name"] = Placeholder.Text },
                ["level"] = EnumNames.Of(plan.Level),
                ["classStartsOn"] = FactValue.Text(plan.ClassStartsOn),
                ["filedOn"] = filedOn is { } day ? FactValue.Text(day) : null,
            },
            $"由申请单位备案，职业{plan.Occupation}，{plan.ClassStartsOn:yyyy-MM-dd}开班，该学员于{filedOn:yyyy-MM-dd}或更早备案",
            $"filed by the applicant for {plan.Occupation}, the class from {plan.ClassStartsOn:yyyy-MM-dd}, the trainee filed on {filedOn:yyyy-MM-dd} or before");
    }
}
