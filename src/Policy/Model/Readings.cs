using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>A question that the text leaves open, and how this policy answers it.</summary>
/// <param name="Name">As the file names it, e.g. <c>planFiling</c>.</param>
/// <param name="Value">The reading chosen.</param>
public sealed record ReadingTerms(string Name, string Value, ImmutableArray<string> Alternatives, BilingualText Question, Citation Citation);

/// <summary>Which reading the policy chose where its text can be read in more than one way (<c>rules.md</c> §5).</summary>
public sealed record Readings(
    PlanFiling PlanFiling,
    StudioUpgrade StudioUpgrade,
    SecondCertificate SecondCertificate,
    OncePerPerson OncePerPerson,
    HiredAgain HiredAgain,
    UpgradePaidTo UpgradePaidTo,
    PreviousDecember PreviousDecember,
    TrainingAndCompetition TrainingAndCompetition,
    UnitAndWorker UnitAndWorker,
    UpgradeWithoutPlan UpgradeWithoutPlan,
    DistrictOfOthers DistrictOfOthers,
    AwardApplicant AwardApplicant,
    ContractDay ContractDay);

/// <summary>四(一) 于开班前7个工作日内: seven full working days at least before the class, or within the seven before it.</summary>
public enum PlanFiling { AtLeast = 1, Within = 2 }

/// <summary>三(四): a studio first of the district, later municipal, is paid both in full, or the difference.</summary>
public enum StudioUpgrade { BothInFull = 1, Difference = 2 }

/// <summary>A second certificate of the same occupation and level.</summary>
public enum SecondCertificate { Refused = 1, AllowedForAnotherNumber = 2 }

/// <summary>一次性 … /人 in 三(一) and 三(二).</summary>
public enum OncePerPerson { PerOccupationAndLevel = 1, PerLevel = 2, InALife = 3 }

/// <summary>三(五): someone hired at two bases in a row.</summary>
public enum HiredAgain { OnceInALife = 1, OncePerBase = 2 }

/// <summary>三(二) goes to the applicant's account with Annex 2 as the distribution list, or to each worker's account.</summary>
public enum UpgradePaidTo { Applicant = 1, Worker = 2 }

/// <summary>Certificates of the December before the policy began: refused as before the policy, or accepted in its first year.</summary>
public enum PreviousDecember { Refused = 1, AcceptedInFirstYear = 2 }

/// <summary>三(一) 200 and 三(三) 500 for one certificate.</summary>
public enum TrainingAndCompetition { Exclusive = 1, Both = 2 }

/// <summary>One certificate for the unit (三(一)) and for the worker (三(二)).</summary>
public enum UnitAndWorker { Both = 1, OneOfThem = 2 }

/// <summary>三(二) without a filed training plan.</summary>
public enum UpgradeWithoutPlan { Paid = 1, Refused = 2 }

/// <summary>Whether organiser, base and award applicant have to be of the district; 三(一) and 三(二) say it of theirs.</summary>
public enum DistrictOfOthers { Demanded = 1, NotDemanded = 2 }

/// <summary>Who applies under 三(六).</summary>
public enum AwardApplicant { Employer = 1, AnyRegisteredKind = 2 }

/// <summary>The day on which the contract of 三(一) and 三(二) has to be in force.</summary>
public enum ContractDay { Submission = 1, Issue = 2 }
