namespace Gongshu.Policy;

/// <summary>
/// The entitlement keys that a payment of paper years used up: made from the same templates of the policy file as those of an application, so that
/// the two meet.
/// </summary>
public static class PaidEntitlement
{
    /// <summary>A fact that the keys or the amount need and the list does not give.</summary>
    public enum Lacking { Certificate = 1, Competition = 2, Studio = 3, Education = 4, Edition = 5, Person = 6 }

    /// <summary>What the policy says of it.</summary>
    /// <param name="Clause">Null: the programme has no such benefit.</param>
    /// <param name="Amount">What the policy pays for it; null: nothing at this level.</param>
    /// <param name="Missing">Without these there are no keys.</param>
    public sealed record Terms(string? Clause, Money? Amount, ClaimKey[] Keys, Lacking[] Missing);

    /// <param name="workerRef"><c>w_…</c>; null without a person.</param>
    /// <param name="certificate"><c>c_…</c>; null without a certificate.</param>
    public static Terms Of(PaidClaim claim, SubsidyPolicy policy, WorkingDayCalendar calendar, string? workerRef, string? certificate)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(policy);
        if (!policy.TryGet(claim.Programme, out var programme)) return new(null, null, [], []);
        BenefitTerms? benefit = null;
        foreach (var one in programme.Benefits) if (one.Benefit == claim.Benefit) benefit = one;
        if (benefit is null) return new(null, null, [], []);

        var (facts, line) = FactsOf(claim, workerRef, certificate);
        var context = new RuleContext(facts, policy, programme, calendar);
        context.MoveTo(line);
        var missing = Missing(benefit, context.AbsentFromApplication() | context.AbsentFromLine(), workerRef is null).ToArray();
        if (missing.Length > 0) return new(benefit.Citation.Clause, null, [], missing);
        if (!IsPaidFor(benefit, claim)) return new(benefit.Citation.Clause, null, [], []);
        var (amount, keys) = Entitlement.Of(context, benefit);
        return new(benefit.Citation.Clause, amount, keys, []);
    }

    private static bool IsPaidFor(BenefitTerms benefit, PaidClaim claim) => benefit.Amount.Per switch
    {
        AmountPer.Level => benefit.Amount.For(claim.Level!.Value) is not null,
        AmountPer.StudioLevel => benefit.Amount.For(claim.StudioLevel!.Value) is not null,
        AmountPer.Education => benefit.Amount.For(claim.Education!.Value) is not null,
        _ => benefit.Amount.ForCase() is not null,
    };

    private static IEnumerable<Lacking> Missing(BenefitTerms benefit, FactGroups absent, bool nobody)
    {
        var needs = benefit.Needs;
        foreach (var key in benefit.Keys) needs |= key.Needs;
        needs &= absent;
        if (needs.HasFlag(FactGroups.Certificate)) yield return Lacking.Certificate;
        if (needs.HasFlag(FactGroups.Competition)) yield return Lacking.Competition;
        if (needs.HasFlag(FactGroups.Studio)) yield return Lacking.Studio;
        if (needs.HasFlag(FactGroups.Internship)) yield return Lacking.Education;
        if (needs.HasFlag(FactGroups.Award)) yield return Lacking.Edition;
        if (nobody && benefit.Keys.Any(key => key.Subject == SubjectKind.Worker || key.Uses(KeyPart.Worker))) yield return Lacking.Person;
    }

    private static (ApplicationFacts Facts, LineFacts Line) FactsOf(PaidClaim claim, string? workerRef, string? certificate)
    {
        var line = new LineFacts
        {
            Line = 1,
            WorkerRef = workerRef,
            // As in an application: a certificate is a fact of these programmes only, and in another one its occupation would make another key.
            Certificate = certificate is not null && claim is { Programme: Programme.SkillTraining or Programme.SkillUpgrade or Programme.CompetitionTraining } and { Occupation: { } occupation, Level: { } level, IssuedOn: { } issuedOn }
                ? new(certificate, occupation, level, issuedOn, claim.DeclaredBy) : null,
            Internship = claim.Education is { } education ? new(claim.Applicant, claim.PaidOn, claim.PaidOn, education, claim.PaidOn, null, true) : null,
            Award = claim is { Edition: { } edition, OccupationName: { } skill } ? new(edition, claim.PaidOn, KindOf(claim.Benefit), null, skill) : null,
        };
        return (new ApplicationFacts
        {
            Programme = claim.Programme,
            Day = claim.PaidOn,
            Window = WindowId.OfDay(claim.PaidOn),
            ApplicantUscc = claim.Applicant,
            Competition = claim.Competition is { } competition ? new(competition, claim.PaidOn.Year, CompetitionClass.A, claim.Applicant) : null,
            Studio = claim is { Studio: { } studio, StudioLevel: { } studioLevel } ? new(studio, claim.Applicant, studioLevel, claim.PaidOn) : null,
            Lines = [line],
            Documents = new HashSet<DocumentKind>(),
        }, line);
    }

    private static AwardKind KindOf(Benefit benefit) => benefit switch
    {
        Benefit.GoldMedalTeam => AwardKind.GoldMedalTeam,
        Benefit.AwardWinningTeam => AwardKind.AwardWinningTeam,
        _ => AwardKind.NationalTeamTopThree,
    };
}
