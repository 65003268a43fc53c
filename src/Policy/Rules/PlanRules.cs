namespace Gongshu.Policy;

/// <summary>The filed training plan of 三(一), and of 三(二) under one reading (<c>rules.md</c> §2, Training plan, and §3).</summary>
internal static class PlanRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.PlanMissing, Group = FactGroup.Plan, Scope = RuleScope.Application, IsPresence = true,
            Reads = [FactTable.Plan],
            IsKept = c => c.Facts.Plan is not null,
            Detail = _ => new("没有已备案的培训计划。", "There is no filed training plan."),
        },
        new()
        {
            Code = RefusalCode.PlanOfAnotherApplicant, Group = FactGroup.Plan, Scope = RuleScope.Application,
            Reads = [FactTable.PlanApplicant, FactTable.Applicant],
            IsKept = c => c.Plan.Applicant == c.Facts.ApplicantUscc,
            Detail = _ => new("培训计划由另一单位备案。", "The training plan was filed by another applicant."),
        },
        new()
        {
            Code = RefusalCode.PlanFiledLate, Group = FactGroup.Plan, Scope = RuleScope.Line,
            Reads = [FactTable.FiledOn, FactTable.ClassStartsOn, FactTable.WorkingDaysBefore],
            IsKept = c => FilingOf(c) is not { IsKnown: true } filing || filing.Value.InTime,
            Detail = LateDetail,
        },
        new()
        {
            Code = RefusalCode.CalendarYearUnknown, Group = FactGroup.Plan, Scope = RuleScope.Line,
            Reads = [FactTable.FiledOn, FactTable.ClassStartsOn],
            IsKept = c => FilingOf(c) is not { IsKnown: false },
            Detail = c => new(
                $"{FilingOf(c)?.UnknownYear}年的工作日历尚未公布。",
                $"The working days of {FilingOf(c)?.UnknownYear} are not known."),
        },
        new()
        {
            Code = RefusalCode.WorkerNotInPlan, Group = FactGroup.Plan, Scope = RuleScope.Line,
            Reads = [FactTable.Worker, FactTable.Plan, FactTable.FiledOn],
            IsKept = c => c.FiledOn is not null,
            Detail = _ => new("该人员不在已备案的培训学员名册中。", "The worker is not on the filed list of trainees."),
        },
        new()
        {
            Code = RefusalCode.PlanOccupationDiffers, Group = FactGroup.Plan, Scope = RuleScope.Line, AlsoNeeds = FactGroups.Certificate,
            Reads = [FactTable.CertificateOccupation, FactTable.PlanOccupation],
            IsKept = c => c.Certificate.Occupation == c.Plan.Occupation,
            Detail = c => new(
                $"证书职业{c.Certificate.Occupation}与备案的培训职业{c.Plan.Occupation}不一致。",
                $"The certificate is for {c.Certificate.Occupation}, the filed training for {c.Plan.Occupation}."),
        },
        new()
        {
            Code = RefusalCode.CertificateBeforeClass, Group = FactGroup.Plan, Scope = RuleScope.Line, AlsoNeeds = FactGroups.Certificate,
            Reads = [FactTable.CertificateIssuedOn, FactTable.ClassStartsOn],
            IsKept = c => c.Certificate.IssuedOn >= c.Plan.ClassStartsOn,
            Detail = c => new(
                $"证书发证日期{c.Certificate.IssuedOn:yyyy-MM-dd}早于开班日期{c.Plan.ClassStartsOn:yyyy-MM-dd}。",
                $"The certificate is dated {c.Certificate.IssuedOn:yyyy-MM-dd}, before the class started on {c.Plan.ClassStartsOn:yyyy-MM-dd}."),
        },
    ];

    /// <summary>The filing of the line's worker; null when the plan does not name the worker.</summary>
    public static CalendarAnswer<TrainingPlanFiling>? FilingOf(RuleContext c) =>
        c.FiledOn is { } filedOn ? TrainingPlanFiling.Judge(c.Policy, c.Calendar, filedOn, c.Plan.ClassStartsOn) : null;

    private static BilingualText LateDetail(RuleContext c)
    {
        var days = FilingOf(c)!.Value.Value.WorkingDaysBefore;
        var needed = c.Policy.PlanFilingWorkingDays;
        return c.Policy.Readings.PlanFiling == PlanFiling.AtLeast
            ? new(
                $"该学员于{c.FiledOn:yyyy-MM-dd}备案，距{c.Plan.ClassStartsOn:yyyy-MM-dd}开班{days}个工作日，须至少{needed}个工作日。",
                $"The trainee was filed on {c.FiledOn:yyyy-MM-dd}, {days} working days before the class of {c.Plan.ClassStartsOn:yyyy-MM-dd}; at least {needed} are needed.")
            : new(
                $"该学员于{c.FiledOn:yyyy-MM-dd}备案，距{c.Plan.ClassStartsOn:yyyy-MM-dd}开班{days}个工作日，须在开班前{needed}个工作日之内。",
                $"The trainee was filed on {c.FiledOn:yyyy-MM-dd}, {days} working days before the class of {c.Plan.ClassStartsOn:yyyy-MM-dd}; it has to be within the {needed} before it.");
    }
}
