using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>From a state and what happens to it next, to the one transaction that commits it.</summary>
internal static class CaseCommand
{
    /// <param name="operation">Null: the caller gave no key; a made-up one still lets an unknown outcome be settled.</param>
    public static (LedgerCommand Command, CaseState Next) Of(
        CaseState before, string type, CaseEvent fact, Actor actor, DateTimeOffset at, OperationKey? operation, DecisionWrite? decision)
    {
        var happened = NewEvent.After(before.HeadHash, before.Number.ToString(), before.Version + 1, type, actor.Id, at, CaseEvents.Write(fact));
        var next = CaseState.Fold(before, [new(0, happened.Stream, happened.Version, type, actor.Id, happened.At, happened.Salt, happened.Body,
            happened.PreviousHash, happened.Hash)])!;
        return (new()
        {
            Operation = OperationOf(operation, next, at),
            Cases = [Row(next)],
            ClaimChanges = Changes(before, next),
            Decision = decision,
            Events = [happened],
        }, next);
    }

    /// <summary>What the subjects of the case have to be told.</summary>
    public static ILookup<SubjectId, ClaimMove> Moves(CaseState before, CaseState next) =>
        (from pair in before.Claims.Zip(next.Claims)
         where pair.First.Status != pair.Second.Status
         from subject in pair.Second.Keys.Select(key => new SubjectId(key.Subject)).Distinct()
         select (subject, move: new ClaimMove(next.Number, pair.Second.Line, pair.Second.Benefit, pair.First.Status, pair.Second.Status,
             pair.Second.Status != ClaimStatus.Released, next.StatusSince)))
        .ToLookup(pair => pair.subject, pair => pair.move);

    private static ClaimChange[] Changes(CaseState before, CaseState next) =>
        [.. before.Claims.Zip(next.Claims).Where(pair => pair.First.Status != pair.Second.Status).Select(pair => new ClaimChange(
            next.Number, pair.Second.Line, pair.Second.Benefit, pair.First.Status, pair.Second.Status, pair.Second.Status != ClaimStatus.Released))];

    private static CaseWrite Row(CaseState state) => new()
    {
        Number = state.Number,
        Version = state.Version,
        Status = state.Status,
        Programme = state.Submitted.Form.Programme,
        Applicant = state.Submitted.Form.Applicant,
        ApplicantName = state.Submitted.ApplicantName,
        Policy = state.Submitted.Policy,
        Amount = state.Amount,
        Lines = state.Submitted.Lines.Length,
        Receipt = state.Receipt,
        SubmittedAt = state.Submitted.ReceivedAt,
        StatusSince = state.StatusSince,
        DecidedAt = state.DecidedAt,
        BatchId = state.BatchId,
    };

    private static OperationWrite OperationOf(OperationKey? operation, CaseState next, DateTimeOffset at) => operation is null
        ? new(new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), next.Number.ToString(), next.Version, new byte[32], null, null, at)
        : new(new(operation.Hex), next.Number.ToString(), next.Version, SHA256.HashData(operation.Request), operation.Request, null, at);
}
