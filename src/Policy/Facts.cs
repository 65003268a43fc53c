namespace Gongshu.Policy;

/// <summary>
/// Everything that the rules may look at, and nothing else: no names, no ID numbers. Workers and certificates appear by pseudonym.
/// A fact that is null was not given (or its id does not exist), which is a rule's refusal, never an error.
/// </summary>
public sealed record ApplicationFacts
{
    public required Programme Programme { get; init; }
    /// <summary>The policy day (Asia/Shanghai) that the facts are judged by: submission, or the day that the paper was received.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>The window applied in; its year judges the certificate's year.</summary>
    public required WindowId Window { get; init; }
    public required Uscc ApplicantUscc { get; init; }
    /// <summary>Null: not registered.</summary>
    public ApplicantFacts? Applicant { get; init; }
    public PlanFacts? Plan { get; init; }
    public CompetitionFacts? Competition { get; init; }
    public StudioFacts? Studio { get; init; }
    public required IReadOnlyList<LineFacts> Lines { get; init; }
    /// <summary>Kinds of paper given, uploaded or at the counter.</summary>
    public required IReadOnlySet<DocumentKind> Documents { get; init; }
    /// <summary>Certificate pseudonym → worker reference of its live claims. Null: not looked up, the ledger judges at commit.</summary>
    public IReadOnlyDictionary<string, string>? CertificateOwners { get; init; }
}

public sealed record ApplicantFacts(Uscc Uscc, IReadOnlySet<EnterpriseKind> Kinds, bool InDistrict);

/// <summary>A filed training plan, 四(一). <see cref="FiledOn"/> holds, by worker reference, the day of the first filing that named the trainee.</summary>
public sealed record PlanFacts(
    string Id, Uscc Applicant, OccupationCode Occupation, SkillLevel Level, DateOnly ClassStartsOn,
    IReadOnlyDictionary<string, DateOnly> FiledOn);

public sealed record CompetitionFacts(string Id, int Year, CompetitionClass Class, Uscc Organiser);

public sealed record StudioFacts(string Id, Uscc Host, StudioLevel Level, DateOnly RecognisedOn)
{
    /// <summary>Whether a live claim was made for it as a district studio; matters under one reading of 三(四) only.</summary>
    public bool DistrictClaimed { get; init; }
}

/// <summary>One roster line. A masterStudio application has one line 1 without a worker.</summary>
public sealed record LineFacts
{
    public required int Line { get; init; }
    /// <summary><c>w_…</c>, or null for a line without a worker.</summary>
    public string? WorkerRef { get; init; }
    public CertificateFacts? Certificate { get; init; }
    public EmploymentFacts? Employment { get; init; }
    public InternshipFacts? Internship { get; init; }
    public AwardFacts? Award { get; init; }
    public bool SignedByWorker { get; init; }
}

/// <param name="Number"><c>c_…</c>: the pseudonym of the normalised number.</param>
/// <param name="DeclaredBy">The declaring unit on the issuing roster (发证名册中申报单位).</param>
public sealed record CertificateFacts(string Number, OccupationCode Occupation, SkillLevel Level, DateOnly IssuedOn, Uscc? DeclaredBy);

/// <param name="ContractTo">Null: open-ended. The last day is inside.</param>
public sealed record EmploymentFacts(DateOnly ContractFrom, DateOnly? ContractTo, bool SocialInsuranceInHangzhou);

/// <param name="ContractFrom">The day of hiring.</param>
public sealed record InternshipFacts(
    Uscc Base, DateOnly From, DateOnly To, Education Education, DateOnly ContractFrom, DateOnly? ContractTo, bool SocialInsurance);

/// <param name="Edition">The number of the WorldSkills competition, e.g. 45.</param>
/// <param name="Occupation">Free text, normalised for keys.</param>
public sealed record AwardFacts(int Edition, DateOnly AnnouncedOn, AwardKind Kind, string? Team, string Occupation);
