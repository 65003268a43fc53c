namespace Gongshu.Policy;

/// <summary>举措: the clause of section 三 that an application is made under. Values are stored: never renumber.</summary>
public enum Programme
{
    /// <summary>三(一) training with a national certificate; paid to the declaring employer or school.</summary>
    SkillTraining = 1,
    /// <summary>三(二) a worker's own subsidy for a new certificate, through the employer.</summary>
    SkillUpgrade = 2,
    /// <summary>三(三) pre-competition training; paid to the organiser.</summary>
    CompetitionTraining = 3,
    /// <summary>三(四) a newly recognised master studio; paid to its host.</summary>
    MasterStudio = 4,
    /// <summary>三(五) an intern hired after the internship; paid to the internship base.</summary>
    InternshipHiring = 5,
    /// <summary>三(六) WorldSkills selection and awards.</summary>
    WorldSkills = 6,
}

/// <summary>补贴项目: one kind of payment within a programme. Values are stored: never renumber.</summary>
public enum Benefit
{
    Assessment = 1,
    Training = 2,
    SkillUpgrade = 3,
    CompetitionTraining = 4,
    MasterStudio = 5,
    InternshipHiring = 6,
    NationalTeamTopThree = 7,
    AwardWinningTeam = 8,
    GoldMedalTeam = 9,
    /// <summary>三(七): a yearly list of model units, no money.</summary>
    Honour = 10,
}

/// <summary>国家职业资格等级, ascending: 初级工/五级 to 高级技师/一级.</summary>
public enum SkillLevel { Junior = 1, Intermediate = 2, Senior = 3, Technician = 4, SeniorTechnician = 5 }

/// <summary>What a registered organisation is; it may be several at once.</summary>
public enum EnterpriseKind { Employer = 1, TrainingSchool = 2, CompetitionOrganiser = 3, InternshipBase = 4 }

/// <summary>Who recognised a master studio, ascending.</summary>
public enum StudioLevel { District = 1, Municipal = 2, Provincial = 3, National = 4 }

/// <summary>The class of a competition: 三(三) pays for class A of the district, 三(六) for WorldSkills.</summary>
public enum CompetitionClass { A = 1, B = 2, WorldSkills = 3 }

/// <summary>Education of an intern, ascending: 大专, 本科, 硕士, 博士.</summary>
public enum Education { Associate = 1, Bachelor = 2, Master = 3, Doctor = 4 }

/// <summary>What was won under 三(六).</summary>
public enum AwardKind { NationalTeamTopThree = 1, AwardWinningTeam = 2, GoldMedalTeam = 3 }

/// <summary>The papers of section 四, see <c>rules.md</c> §2 "Documents".</summary>
public enum DocumentKind
{
    IdentityDocument = 1,
    LabourContract = 2,
    SocialInsuranceProof = 3,
    CertificateRoster = 4,
    AssessmentInvoice = 5,
    /// <summary>Annex 2, signed by each worker.</summary>
    BenefitRoster = 6,
    CompetitionDocument = 7,
    RecognitionDocument = 8,
    InternshipMaterials = 9,
    /// <summary>Annex 1 with its three seals; needed before the leader's pass, not at submission.</summary>
    ApplicationForm = 10,
}

/// <summary>Who can hold a claim.</summary>
public enum SubjectKind { Worker = 1, Enterprise = 2, MasterStudio = 3, Competition = 4 }

/// <summary>The three stages that a case passes, in this order, each with a person of its own.</summary>
public enum Stage { Handler = 1, Approver = 2, Leader = 3 }

/// <summary>A case's status as the contract names it. Values are stored: never renumber.</summary>
public enum CaseStatus
{
    Submitted = 1, Recommended = 2, Endorsed = 3, Approved = 4, Scheduled = 5, Paid = 6,
    Returned = 7, Withdrawn = 8, Rejected = 9, Lapsed = 10, PaymentFailed = 11, ClawedBack = 12,
}

/// <summary>A claim's status. Live are held, approved, paid, and clawed back without release.</summary>
public enum ClaimStatus { Held = 1, Approved = 2, Paid = 3, Released = 4, ClawedBack = 5 }
