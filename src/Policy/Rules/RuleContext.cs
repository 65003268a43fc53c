namespace Gongshu.Policy;

/// <summary>What a rule looks at. One context serves a whole evaluation, which moves it from line to line: no rule keeps it.</summary>
public sealed class RuleContext
{
    private SubjectId? _worker;

    /// <summary>A context that stands before the first line.</summary>
    public RuleContext(ApplicationFacts facts, SubsidyPolicy policy, ProgrammeTerms terms, WorkingDayCalendar calendar)
    {
        Facts = facts;
        Policy = policy;
        Terms = terms;
        Calendar = calendar;
    }

    public ApplicationFacts Facts { get; }

    public SubsidyPolicy Policy { get; }

    public ProgrammeTerms Terms { get; }

    public WorkingDayCalendar Calendar { get; }

    /// <summary>The line at hand; null for rules about the application.</summary>
    public LineFacts? Line { get; private set; }

    /// <summary>The benefit at hand; null for rules about the application or a line.</summary>
    public BenefitTerms? Benefit { get; internal set; }

    /// <summary>The worker of the line at hand as the holder of keys.</summary>
    internal SubjectId Worker =>
        _worker ??= SubjectId.Worker(Line?.WorkerRef ?? throw new InvalidOperationException("The line has no worker."));

    internal ApplicantFacts Applicant => Facts.Applicant ?? throw Absent();

    internal PlanFacts Plan => Facts.Plan ?? throw Absent();

    internal CompetitionFacts Competition => Facts.Competition ?? throw Absent();

    internal StudioFacts Studio => Facts.Studio ?? throw Absent();

    internal CertificateFacts Certificate => Line?.Certificate ?? throw Absent();

    internal EmploymentFacts Employment => Line?.Employment ?? throw Absent();

    internal InternshipFacts Internship => Line?.Internship ?? throw Absent();

    internal AwardFacts Award => Line?.Award ?? throw Absent();

    /// <summary>The day on which the trainee at hand was filed; null when the plan does not name the worker.</summary>
    internal DateOnly? FiledOn =>
        Line?.WorkerRef is { } worker && Plan.FiledOn.TryGetValue(worker, out var day) ? day : null;

    /// <summary>Goes on to a line.</summary>
    internal void MoveTo(LineFacts line)
    {
        Line = line;
        Benefit = null;
        _worker = null;
    }

    /// <summary>The parts of the application that are not there.</summary>
    internal FactGroups AbsentFromApplication() =>
        (Facts.Applicant is null ? FactGroups.Applicant : FactGroups.None)
        | (Facts.Plan is null ? FactGroups.Plan : FactGroups.None)
        | (Facts.Competition is null ? FactGroups.Competition : FactGroups.None)
        | (Facts.Studio is null ? FactGroups.Studio : FactGroups.None);

    /// <summary>The parts of the line at hand that are not there.</summary>
    internal FactGroups AbsentFromLine() =>
        (Line?.Certificate is null ? FactGroups.Certificate : FactGroups.None)
        | (Line?.Employment is null ? FactGroups.Employment : FactGroups.None)
        | (Line?.Internship is null ? FactGroups.Internship : FactGroups.None)
        | (Line?.Award is null ? FactGroups.Award : FactGroups.None);

    private static InvalidOperationException Absent() => new("A rule looked at a part of the application that is not there.");
}
