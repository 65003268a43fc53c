using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>From a state and what happens to it next, to the one transaction that commits it.</summary>
internal static class CaseCommand
{
    /// <param name="actor">The token's <c>sub</c>.</param>
    /// <param name="operation">Null: the caller gave no key; a made-up one still lets an unknown outcome be settled.</param>
    public static (LedgerCommand Command, CaseState Next) Of(CaseState before, CaseStep step, string actor, OperationKey? operation)
    {
        var (happened, next) = Then(before, step, actor);
        return (new()
        {
            Operation = OperationOf(operation, next, step.At),
            Cases = [Row(next)],
            NewClaims = step.NewClaims,
            ClaimChanges = Changes(before, next),
            ClaimStops = Stops(before, next),
            Decision = step.Decision,
            ReversedDecision = step.ReversedDecision,
            PersonTokens = step.PersonTokens,
            Traces = step.Traces,
            BatchLineChanges = step.BatchLines,
            Events = [happened, .. step.OtherEvents],
        }, next);
    }

    /// <summary>The event that the step appends, and the state after it.</summary>
    public static (NewEvent Happened, CaseState Next) Then(CaseState before, CaseStep step, string actor)
    {
        var happened = NewEvent.After(before.HeadHash, before.Number.ToString(), before.Version + 1, step.Type, actor, step.At, CaseEvents.Write(step.Fact));
        return (happened, CaseState.Fold(before, [Stored(happened)])!);
    }

    /// <summary>What the subjects of the case have to be told. Whose rows were replaced or guard again starts from the ledger instead: <see cref="Anew"/>.</summary>
    public static ILookup<SubjectId, ClaimMove> Moves(CaseState before, CaseState next) =>
        (from pair in Moved(before, next)
         where pair.Before.Status != ClaimStatus.Released
         from subject in SubjectsOf(pair.Next)
         select (subject, move: new ClaimMove(next.Number, pair.Next.Line, pair.Next.Benefit, pair.Before.Status, pair.Next.Status, pair.Next.Live, MovedAt(pair.Next, next))))
        .ToLookup(pair => pair.subject, pair => pair.move);

    /// <summary>The subjects that a correction took claims from or gave claims to, and those of claims that guard again.</summary>
    public static SubjectId[] Anew(CaseState before, CaseState next) => next.Round != before.Round
        ? [.. before.Claims.Concat(next.Claims).SelectMany(SubjectsOf).Distinct()]
        : [.. Moved(before, next).Where(pair => pair.Before.Status == ClaimStatus.Released).SelectMany(pair => SubjectsOf(pair.Next)).Distinct()];

    public static ClaimChange[] Changes(CaseState before, CaseState next)
    {
        if (next.Round != before.Round)
        {
            var kept = before.KeptBy(next.Form, next.Lines);
            return [.. before.Claims.Where(claim => claim.Status == ClaimStatus.Held && !kept.Contains((claim.Line, claim.Benefit)))
                .Select(claim => new ClaimChange(next.Number, claim.Line, claim.Benefit, ClaimStatus.Held, ClaimStatus.Released, Live: false))];
        }
        return [.. Moved(before, next).Select(pair =>
            new ClaimChange(next.Number, pair.Next.Line, pair.Next.Benefit, pair.Before.Status, pair.Next.Status, pair.Next.Live))];
    }

    public static CaseWrite Row(CaseState state) => new()
    {
        Number = state.Number,
        Version = state.Version,
        Status = state.Status,
        Programme = state.Form.Programme,
        Applicant = state.Form.Applicant,
        ApplicantName = state.ApplicantName,
        Policy = state.Submitted.Policy,
        Amount = state.Amount,
        Claimed = state.Claimed,
        Lines = state.Lines.Length,
        Receipt = state.Receipt,
        SubmittedAt = state.Submitted.ReceivedAt,
        StatusSince = state.StatusSince,
        DecidedAt = state.DecidedAt,
        PaidAt = state.PaidAt,
        BatchId = state.BatchId,
        Money = state.Money,
        DueOn = state.DueOn,
        Assignee = state.Assignee?.Id,
        OpenAppeals = state.OpenAppeals.Count(),
        AppealDueOn = state.OpenAppeals.Min(appeal => appeal.DueOn),
    };

    public static StoredEvent Stored(NewEvent fact) =>
        new(0, fact.Stream, fact.Version, fact.Type, fact.Actor, fact.At, fact.Salt, fact.Body, fact.PreviousHash, fact.Hash);

    private static ClaimStop[] Stops(CaseState before, CaseState next) => next.Round != before.Round ? [] :
        [.. before.Claims.Zip(next.Claims).Where(pair => pair.First.Stopped != pair.Second.Stopped)
            .Select(pair => new ClaimStop(next.Number, pair.Second.Line, pair.Second.Benefit, pair.Second.Stopped))];

    private static IEnumerable<(CaseClaim Before, CaseClaim Next)> Moved(CaseState before, CaseState next) => next.Round != before.Round
        ? []
        : before.Claims.Zip(next.Claims).Where(pair => pair.First.Status != pair.Second.Status);

    private static IEnumerable<SubjectId> SubjectsOf(CaseClaim claim) => claim.Keys.Select(key => new SubjectId(key.Subject)).Distinct();

    private static DateTimeOffset MovedAt(CaseClaim claim, CaseState next) => claim.Status == ClaimStatus.Paid ? next.PaidAt!.Value : next.DecidedAt ?? next.StatusSince;

    private static OperationWrite OperationOf(OperationKey? operation, CaseState next, DateTimeOffset at) => operation is null
        ? new(new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), next.Number.ToString(), next.Version, new byte[32], null, null, at)
        : new(new(operation.Hex), next.Number.ToString(), next.Version, SHA256.HashData(operation.Request), operation.Request, null, at);
}
