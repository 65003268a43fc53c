namespace Gongshu.Policy;

/// <summary>Every refusal of <c>rules.md</c> §2; on the wire in kebab case (<see cref="RefusalCodes.Wire"/>).</summary>
public enum RefusalCode
{
    ApplicantNotRegistered = 1, ApplicantNotInDistrict, ApplicantKindNotEntitled,
    CertificateMissing, CertificateInFuture, CertificateBeforePolicy, CertificateYearPassed, CertificateLevelTooLow,
    CertificateOfAnotherWorker, CertificateNotDeclaredByApplicant,
    PlanMissing, PlanOfAnotherApplicant, PlanFiledLate, WorkerNotInPlan, PlanOccupationDiffers, CertificateBeforeClass,
    ContractMissing, ContractNotInForce, SocialInsuranceMissing, NotSignedByWorker,
    CompetitionUnknown, CompetitionNotClassA, ApplicantIsNotOrganiser, CertificateNotOfCompetitionYear,
    StudioUnknown, ApplicantIsNotHost, RecognisedBeforePolicy, RecognitionInFuture,
    InternshipMissing, ApplicantIsNotBase, InternshipNotFinished, HiredBeforeInternshipEnded, HiredBeforePolicy,
    AwardMissing, AwardBeforePolicy, AwardInFuture, CompetitionNotWorldskills,
    /// <summary>An officer's judgement, never computed.</summary>
    PostDoesNotFit,
    /// <summary>An officer's judgement, never computed.</summary>
    MaterialsNotGenuine,
    /// <summary>A training plan reaches into a year whose working days are not known (<c>rules.md</c> §3).</summary>
    CalendarYearUnknown,
    /// <summary>The policy in force does not know the programme.</summary>
    ProgrammeNotOffered,
}

/// <summary>Codes on the wire.</summary>
public static class RefusalCodes
{
    private static readonly string[] Names = BuildNames();

    /// <summary>The kebab-case code of the contract, e.g. <c>certificate-in-future</c>.</summary>
    public static string Wire(this RefusalCode code) => Names[(int)code];

    private static string[] BuildNames()
    {
        var values = Enum.GetValues<RefusalCode>();
        var names = new string[values.Length + 1];
        foreach (var value in values)
            names[(int)value] = string.Concat(value.ToString().Select((c, i) =>
                i > 0 && char.IsAsciiLetterUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
        return names;
    }
}
