namespace Gongshu.Policy;

/// <summary>The parts of an application that may be absent as a whole. Where one is, its "missing" or "unknown" rule stands alone for the group.</summary>
public enum FactGroup { Applicant = 0, Plan = 1, Competition = 2, Studio = 3, Certificate = 4, Employment = 5, Internship = 6, Award = 7 }

/// <summary>A set of <see cref="FactGroup"/>.</summary>
[Flags]
public enum FactGroups
{
    None = 0,
    Applicant = 1 << FactGroup.Applicant,
    Plan = 1 << FactGroup.Plan,
    Competition = 1 << FactGroup.Competition,
    Studio = 1 << FactGroup.Studio,
    Certificate = 1 << FactGroup.Certificate,
    Employment = 1 << FactGroup.Employment,
    Internship = 1 << FactGroup.Internship,
    Award = 1 << FactGroup.Award,
}

/// <summary>From one group to a set of them.</summary>
public static class FactGroupSets
{
    /// <summary>The parts that stand once in an application; the others stand in each line.</summary>
    public const FactGroups OfApplication = FactGroups.Applicant | FactGroups.Plan | FactGroups.Competition | FactGroups.Studio;

    /// <summary>The set of this group alone.</summary>
    public static FactGroups AsFlag(this FactGroup group) => (FactGroups)(1 << (int)group);

    /// <summary>
    /// What an application of a programme can carry at all (<c>api.md</c>, Applications). The plan of 三(二) is used under one reading only.
    /// </summary>
    public static FactGroups CarriedBy(Programme programme) => FactGroups.Applicant | programme switch
    {
        Programme.SkillTraining => FactGroups.Plan | FactGroups.Certificate | FactGroups.Employment,
        Programme.SkillUpgrade => FactGroups.Plan | FactGroups.Certificate | FactGroups.Employment,
        Programme.CompetitionTraining => FactGroups.Competition | FactGroups.Certificate,
        Programme.MasterStudio => FactGroups.Studio,
        Programme.InternshipHiring => FactGroups.Internship,
        Programme.WorldSkills => FactGroups.Competition | FactGroups.Award,
        _ => throw new ArgumentOutOfRangeException(nameof(programme)),
    };
}
