using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>
/// One submission from judgement to answer: refuse, or hold, commit once, confirm. Before any refusal the idempotency record is looked up, so a
/// committed first attempt is replayed and never called a duplicate of itself.
/// </summary>
internal sealed class SubmissionAttempt
{
    /// <summary>How long a lost commit is waited for before the outcome is called unknown.</summary>
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(10);

    private readonly IGrainFactory _grains;
    private readonly SubmissionServices _services;
    private readonly SubmitApplication _command;
    private readonly OperationId _operation;
    private (byte[] Written, byte[] Hash)? _request;
    private PreparedApplication _prepared;

    public SubmissionAttempt(IGrainFactory grains, SubmissionServices services, SubmitApplication command, PreparedApplication prepared)
    {
        (_grains, _services, _command, _prepared) = (grains, services, command, prepared);
        _operation = new(command.Operation.Hex);
    }

    /// <summary>The canonical request; most refusals need none.</summary>
    private (byte[] Written, byte[] Hash) Request => _request ??= Canonical(_command.Form);

    public async Task<Answer<CaseView>> Run()
    {
        if (InputFaults.Of(_prepared) is { } invalid) return await RefuseUnlessReplayed(invalid);
        if (Refusals.First(_prepared) is { } refusal) return await RefuseUnlessReplayed(await Complete(refusal));
        var left = new HashSet<(int, Benefit)>();
        while (true)
        {
            var (answer, taken) = await HoldAndCommit();
            if (answer is not null) return answer;
            var judged = _prepared;
            var facts = await _services.Refusals.AskAsync(new(_operation, CertificatesOf(_prepared), [.. taken.Select(t => t.Case).Distinct()]), CancellationToken.None);
            if (facts.Operation is { Abandoned: false } record) return await Replay(record);
            var refused = await RefusalFor(taken, facts);
            if (refused.Code != ProblemCode.DuplicateClaim || !_command.Form.AcceptPartial) return refused;
            left.UnionWith(Duplicates.Benefits(judged, taken.Select(t => t.Key)));
            var partial = _prepared.WithoutDuplicates(left);
            if (!partial.Eligible.Any()) return refused;
            _prepared = partial;
        }
    }

    /// <summary>Steps 2 to 5 of the protocol. Without an answer: committed cases stand on these keys, and nothing of this one was written or is held.</summary>
    private async Task<(Answer<CaseView>? Answer, TakenKey[] Taken)> HoldAndCommit()
    {
        var holder = $"{_operation.Hex}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var holds = new Holds(_grains, _services, holder, _prepared.Keys);
        var ended = false;
        try
        {
            var conflicts = await holds.Take();
            if (conflicts is null) return (await RefuseUnlessReplayed(Refusals.Busy), []);
            if (conflicts.Length > 0)
                return (null, Array.ConvertAll(conflicts, c => new TakenKey(new(c.Subject, c.Claim.Key), c.Claim.Case, c.Claim.Applicant, c.Claim.SubmittedAt)));
            var number = await _services.Ledger.NextCaseNumberAsync(_prepared.Window!.Value, CancellationToken.None);
            var (command, fact) = SubmissionCommand.Of(_prepared, number, _operation, Request, _services.Pseudonyms);
            var outcome = await _services.Commits.CommitAsync(command, CancellationToken.None);
            switch (outcome)
            {
                case Committed:
                    ended = true;
                    await holds.Confirm(SubmissionCommand.Remembered(_prepared, number), command.NewClaims);
                    return (await Answer(fact, command.Events[0]), []);
                case AlreadyCommitted already:
                    // Granted all the same, so these subjects know nothing of that commit.
                    await holds.ForgetAll();
                    return (await Replay(already.Record), []);
                case CertificatesTaken taken:
                    _prepared = _prepared.WithOwners(taken.Owners);
                    return (await RefuseUnlessReplayed(Refusals.First(_prepared)!), []);
                case KeysTaken taken:
                    await holds.Forget(taken.Conflicts.Select(c => c.Key.Subject).Distinct());
                    return (null, Array.ConvertAll(taken.Conflicts, c => new TakenKey(c.Key, c.Case, c.Applicant, c.SubmittedAt)));
                case Unknown:
                    // Until it is settled the holds stay; should it never be, the subjects ask the ledger past their deadline.
                    ended = true;
                    var happened = await Settle(command.Operation!);
                    ended = false;
                    if (happened is null) throw new StorageUnavailableException("The commit did not happen.");
                    // Told by whichever attempt it was: the subjects start from the ledger.
                    await holds.ForgetAll();
                    return (await Replay(happened, replayed: happened.Stream != number.ToString()), []);
                case SubjectMoved:
                    // Somebody was merged with another reference since the facts were gathered: the whole is judged anew.
                    throw new PersonsMovedException();
                default:
                    throw new StorageConflictException($"A new case was answered with {outcome.GetType().Name}.");
            }
        }
        finally
        {
            if (!ended) await holds.ReleaseAll();
        }
    }

    /// <summary>An absent row proves nothing: the record is inserted as abandoned, which waits for the lost transaction (§2, "Ambiguous outcome"). Null: it never happened and never will.</summary>
    private async Task<OperationRecord?> Settle(OperationWrite operation) => await StorageFaults.AfterCommit(
        () => _services.Ledger.AbandonAsync(operation, SettleAtMost, CancellationToken.None)) switch
    {
        DidHappen happened => happened.Record,
        NeverHappened => null,
        _ => throw new OutcomeUnknownException("Whether the commit happened could not be learnt in time."),
    };

    private async Task<Answer<CaseView>> Answer(CaseSubmitted fact, NewEvent first)
    {
        var state = CaseState.Begin(fact, CaseCommand.Stored(first));
        await ProposeBank(state);
        return Granted.Of(CaseViews.Of(state, _command.Actor), created: true);
    }

    /// <summary>Repeated by a replay, since the first attempt may have ended before it.</summary>
    private async Task ProposeBank(CaseState state)
    {
        if (state.Submitted.Form.Bank is not { } bank) return;
        var enterprise = _grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(state.Submitted.Form.Applicant));
        await StorageFaults.AfterCommit(async () =>
        {
            await enterprise.ProposeBank(bank, _command.Actor, state.Number);
            return true;
        });
    }

    /// <summary>A certificate of another worker is a reason too, and outranks a duplicate: the full answer needs the owners.</summary>
    private async Task<Refusal> Complete(Refusal refusal)
    {
        if (refusal.Code is not (ProblemCode.NotEligible or ProblemCode.AmountMismatch)) return refusal;
        await LookUpOwners();
        return Refusals.First(_prepared)!;
    }

    private async Task<Refusal> RefusalFor(TakenKey[] taken, RefusalFacts facts)
    {
        if (_prepared.Facts.CertificateOwners is null) _prepared = _prepared.WithOwners(facts.Owners);
        if (Refusals.First(_prepared) is { Code: ProblemCode.NotEligible } refusal) return refusal;
        CaseRow[] rows = [.. taken.Select(t => t.Case).Distinct().Select(number => facts.Cases[number])];
        return Duplicates.Refuse(await Duplicates.Views(_services.Ledger, _prepared, taken, rows));
    }

    private static (byte[] Written, byte[] Hash) Canonical(ApplicationForm form)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(form, StoredJson.Instance.ApplicationForm);
        return (written, SHA256.HashData(written));
    }

    private static string[] CertificatesOf(PreparedApplication prepared) =>
        [.. prepared.Facts.Lines.Where(line => line.Certificate is not null).Select(line => line.Certificate!.Number).Distinct(StringComparer.Ordinal)];

    private async Task LookUpOwners()
    {
        var certificates = CertificatesOf(_prepared);
        if (certificates.Length == 0 || _prepared.Facts.CertificateOwners is not null) return;
        _prepared = _prepared.WithOwners(await _services.Ledger.LoadCertificateOwnersAsync(certificates, CancellationToken.None));
    }

    private async Task<Answer<CaseView>> RefuseUnlessReplayed(Refusal refusal) => await Replayed() ?? refusal;

    private async Task<Answer<CaseView>?> Replayed() =>
        await _services.Ledger.FindOperationAsync(_operation, CancellationToken.None) is { Abandoned: false } record ? await Replay(record) : null;

    private async Task<Answer<CaseView>> Replay(OperationRecord record, bool replayed = true)
    {
        var events = await StorageFaults.AfterCommit(() => _services.Ledger.LoadEventsAsync(record.Stream, 0, CancellationToken.None));
        var state = CaseState.Fold(null, events.Take(record.Version))!;
        if (!record.RequestHash.AsSpan().SequenceEqual(Request.Hash))
        {
            return IdempotencyKeys.Reused(Canonical(state.Submitted.Form).Written, Request.Written);
        }
        await ProposeBank(state);
        return Granted.Of(CaseViews.Of(state, _command.Actor), created: true, replayed: replayed);
    }
}

/// <summary>References of persons were merged meanwhile; nothing was written. Stays inside the submission grain, which starts over.</summary>
internal sealed class PersonsMovedException() : Exception("References of persons were merged meanwhile.");
