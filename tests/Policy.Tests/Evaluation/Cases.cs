using System.Collections.Frozen;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>
/// One case of each programme in which everything is right, submitted on 2018-03-05 in the window 2018Q1. Tests change one fact and see
/// what follows.
/// </summary>
internal static class Cases
{
    public static readonly Uscc Applicant = Uscc.Parse("91330105MA27ABCD4X");
    public static readonly Uscc Other = Uscc.Parse("52330105MJ8756215P");
    public static readonly OccupationCode Welder = OccupationCode.Parse("6-18-02-04");
    public static readonly OccupationCode Electrician = OccupationCode.Parse("6-31-01-03");
    public static readonly DateOnly Today = new(2018, 3, 5);
    public static readonly DateOnly ClassStart = new(2018, 1, 22);

    /// <summary>Ten working days before the class, 2018-01-08.</summary>
    public static readonly DateOnly Filed = new(2018, 1, 8);

    public static string Worker(int n) => "w_" + new string((char)('a' + n % 26), 31) + (char)('a' + n / 26 % 26);

    public static string CertificateNo(int n) => "c_" + new string((char)('a' + n % 26), 31) + (char)('a' + n / 26 % 26);

    public static CertificateFacts Certificate(int n = 0) => new(CertificateNo(n), Welder, SkillLevel.Senior, new DateOnly(2018, 2, 11), Applicant);

    public static EmploymentFacts Employment() => new(new DateOnly(2016, 7, 1), new DateOnly(2019, 6, 30), SocialInsuranceInHangzhou: true);

    public static InternshipFacts Internship() => new(
        Applicant, new DateOnly(2017, 9, 1), new DateOnly(2018, 1, 31), Education.Bachelor, new DateOnly(2018, 2, 1), null, SocialInsurance: true);

    public static AwardFacts Award(AwardKind kind) => new(45, new DateOnly(2018, 2, 20), kind, null, "焊接");

    public static PlanFacts Plan(params string[] trainees) => new(
        "plan-1", Applicant, Welder, SkillLevel.Senior, ClassStart, trainees.ToDictionary(worker => worker, _ => Filed));

    public static LineFacts Line(Programme programme, int n = 0) => programme switch
    {
        Programme.SkillTraining => new() { Line = n + 1, WorkerRef = Worker(n), Certificate = Certificate(n), Employment = Employment() },
        Programme.SkillUpgrade => new() { Line = n + 1, WorkerRef = Worker(n), Certificate = Certificate(n), Employment = Employment(), SignedByWorker = true },
        Programme.CompetitionTraining => new() { Line = n + 1, WorkerRef = Worker(n), Certificate = Certificate(n) },
        Programme.InternshipHiring => new() { Line = n + 1, WorkerRef = Worker(n), Internship = Internship() },
        Programme.WorldSkills => new() { Line = n + 1, WorkerRef = Worker(n), Award = Award(AwardKind.NationalTeamTopThree) },
        _ => throw new ArgumentOutOfRangeException(nameof(programme)),
    };

    public static ApplicationFacts Of(Programme programme) => new()
    {
        Programme = programme,
        Day = Today,
        Window = new WindowId(2018, 1),
        ApplicantUscc = Applicant,
        Applicant = new ApplicantFacts(Applicant, Enum.GetValues<EnterpriseKind>().ToFrozenSet(), InDistrict: true),
        Plan = programme == Programme.SkillTraining ? Plan(Worker(0)) : null,
        Competition = programme switch
        {
            Programme.CompetitionTraining => new CompetitionFacts("welding-2018", 2018, CompetitionClass.A, Applicant),
            Programme.WorldSkills => new CompetitionFacts("worldskills-45", 2018, CompetitionClass.WorldSkills, Other),
            _ => null,
        },
        Studio = programme == Programme.MasterStudio ? new StudioFacts("studio-1", Applicant, StudioLevel.District, new DateOnly(2018, 1, 15)) : null,
        Lines = programme == Programme.MasterStudio ? [] : [Line(programme)],
        Documents = Enum.GetValues<DocumentKind>().ToFrozenSet(),
    };

    public static ApplicationFacts With(this ApplicationFacts facts, Func<LineFacts, LineFacts> change) =>
        facts with { Lines = [change(facts.Lines[0]), .. facts.Lines.Skip(1)] };

    public static ApplicationFacts Issued(this ApplicationFacts facts, string day) =>
        facts.With(line => line with { Certificate = line.Certificate! with { IssuedOn = Vectors.Day(day) } });

    public static ApplicationFacts At(this ApplicationFacts facts, string day, string window) =>
        facts with { Day = Vectors.Day(day), Window = WindowId.Parse(window) };

    public static Gongshu.Policy.Evaluation Judge(this ApplicationFacts facts, SubsidyPolicy? policy = null) =>
        Evaluator.Evaluate(facts, policy ?? Policies.Gongshu, Vectors.Calendar);

    /// <summary>Every code of the answer once, about the application and about lines.</summary>
    public static string[] Codes(this ApplicationFacts facts, SubsidyPolicy? policy = null)
    {
        var evaluation = facts.Judge(policy);
        return
        [
            .. evaluation.Reasons.Concat(evaluation.Lines.SelectMany(line => line.Benefits).SelectMany(benefit => benefit.Reasons))
                .Select(reason => reason.Code.Wire()).Distinct(),
        ];
    }

    /// <summary>The eligible benefits with their amounts in yuan.</summary>
    public static string[] Paid(this ApplicationFacts facts, SubsidyPolicy? policy = null) =>
    [
        .. facts.Judge(policy).Lines.SelectMany(line => line.Benefits).Where(benefit => benefit.Verdict == Verdict.Eligible)
            .Select(benefit => $"{EnumNames.Of(benefit.Benefit)} {benefit.Amount}"),
    ];

    /// <summary>The keys of the eligible benefits, each with its subject's public id.</summary>
    public static string[] Keys(this ApplicationFacts facts, SubsidyPolicy? policy = null) =>
    [
        .. facts.Judge(policy).Lines.SelectMany(line => line.Benefits).SelectMany(benefit => benefit.Keys)
            .Select(key => $"{EnumNames.Of(key.Subject.Kind)} {key.Subject.PublicId} {key.Key}"),
    ];
}
