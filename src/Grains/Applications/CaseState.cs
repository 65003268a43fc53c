using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>A case as its events make it. Immutable; <see cref="Fold"/> is the only way on. What each event does: the other parts of this record.</summary>
public sealed partial record CaseState
{
    public required CaseNumber Number { get; init; }
    public required int Version { get; init; }
    public required byte[] HeadHash { get; init; }
    /// <summary>The first event's hash: what the applicant holds.</summary>
    public required byte[] Receipt { get; init; }
    /// <summary>The first submission: window, policy and the day that facts are judged by never change.</summary>
    public required CaseSubmitted Submitted { get; init; }
    /// <summary>Null, but of a case that was paid before the system existed.</summary>
    public CaseImported? Imported { get; init; }
    /// <summary>The form as it stands, after the newest correction.</summary>
    public required ApplicationForm Form { get; init; }
    public required string ApplicantName { get; init; }
    /// <summary>The lines as they stand, with their verdicts.</summary>
    public required SubmittedLine[] Lines { get; init; }
    /// <summary>What the registers said when these lines were judged; null: it was not kept.</summary>
    public StoredRegisters? Registers { get; init; }
    public required CaseStatus Status { get; init; }
    public required DateTimeOffset StatusSince { get; init; }
    public required CaseClaim[] Claims { get; init; }
    /// <summary>Claims that a correction took out or replaced: released, and kept for the record.</summary>
    public CaseClaim[] Former { get; init; } = [];
    /// <summary>1, and one more with each correction.</summary>
    public int Round { get; init; } = 1;
    public DecisionView[] Decisions { get; init; } = [];
    public DocumentKind[] PapersSeen { get; init; } = [];
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public string? BatchId { get; init; }
    public DateOnly? DueOn { get; init; }
    public Officer? Assignee { get; init; }
    public AppealView[] Appeals { get; init; } = [];
    public StopView[] Stops { get; init; } = [];
    public ClawbackView[] Clawbacks { get; init; } = [];
    public RepaymentView[] Repayments { get; init; } = [];
    /// <summary>Who entered or corrected the case at the counter, and may take no stage of it.</summary>
    public string[] EnteredBy { get; init; } = [];
    /// <summary>Every worker whom the case ever named: after the window closed nobody may join them.</summary>
    public IReadOnlySet<string> Workers { get; init; } = new HashSet<string>();

    /// <summary>What the case is worth: the claims that are neither released nor clawed back.</summary>
    public Money Amount => CaseSums.Of(Claims, claim => claim.Status is ClaimStatus.Held or ClaimStatus.Approved or ClaimStatus.Paid);

    /// <summary>What the form as it stands asks for, whatever became of it since.</summary>
    public Money Claimed => CaseSums.Of(Claims, _ => true);

    public Money Repaid => Repayments.Aggregate(Policy.Money.Zero, (sum, repayment) => sum + repayment.Amount);

    public CaseMoney Money => CaseSums.Places(Claims, Repaid);

    /// <summary>Appeals that wait for a leader.</summary>
    public IEnumerable<AppealView> OpenAppeals => Appeals.Where(appeal => appeal.Outcome is null);

    /// <summary>Whether the time to correct it has passed.</summary>
    public bool IsOverdueForCorrection(DateOnly today) => Status == CaseStatus.Returned && DueOn < today;

    /// <summary>Folds stored events, oldest first, onto a state (null before the first event).</summary>
    /// <exception cref="InvalidOperationException">The chain is broken, or an event is not lawful after its predecessor: somebody changed the store.</exception>
    public static CaseState? Fold(CaseState? state, IEnumerable<StoredEvent> events)
    {
        foreach (var stored in events)
            state = Apply(state, stored);
        return state;
    }

    private static CaseState Apply(CaseState? state, StoredEvent stored)
    {
        if (stored.Version != (state?.Version ?? 0) + 1 || !stored.PreviousHash.AsSpan().SequenceEqual(state?.HeadHash ?? EventChain.Genesis))
            throw new InvalidOperationException($"The chain of {stored.Stream} is broken at event {stored.Version}.");
        var fact = CaseEvents.Read(stored.Type, stored.Body);
        if (fact is CaseImported imported)
            return state is null ? Begin(imported, stored) : throw new InvalidOperationException($"{stored.Stream} is imported on top of something.");
        if (fact is CaseSubmitted submitted)
            return state is null ? Begin(submitted, stored) : throw new InvalidOperationException($"{stored.Stream} is submitted twice.");
        if (state is null) throw new InvalidOperationException($"{stored.Stream} does not begin with its submission.");
        var (act, next) = state.After(fact);
        if (!CaseTransitions.Leads(state.Status, act, next.Status))
            throw new InvalidOperationException($"{stored.Stream}, event {stored.Version}: {act} does not lead from {state.Status} to {next.Status}.");
        return next with { Version = stored.Version, HeadHash = stored.Hash };
    }

    private (CaseAct Act, CaseState Next) After(CaseEvent fact) => fact switch
    {
        DecisionMade decision => Decide(decision),
        DecisionReversed reversed => Reverse(reversed),
        CaseAssigned assigned => (CaseAct.Assigns, this with { Assignee = assigned.To }),
        CaseResubmitted resubmitted => (CaseAct.Resubmits, Resubmit(resubmitted)),
        CaseLapsed lapsed => (CaseAct.Lapses, Release(CaseStatus.Lapsed, lapsed.At)),
        CaseWithdrawn withdrawn => (CaseAct.Withdraws, Release(CaseStatus.Withdrawn, withdrawn.At)),
        AppealFiled appeal => (CaseAct.Appeals, File(appeal)),
        AppealDecided decided => Decide(decided),
        PaymentStopped stopped => (CaseAct.Stops, Stop(stopped)),
        PaymentStopReleased released => (CaseAct.ReleasesStop, LetGoOn(released)),
        CaseScheduled scheduled => (CaseAct.Schedules, Schedule(scheduled)),
        CasePaid paid => (CaseAct.Pays, Pay(paid)),
        CasePaymentFailed failed => (failed.SentBack ? CaseAct.SendsBack : CaseAct.FailsPayment, Fail(failed)),
        CaseClawedBack clawedBack => (CaseAct.ClawsBack, ClawBack(clawedBack)),
        RepaymentRecorded repayment => (CaseAct.RecordsRepayment, Repay(repayment)),
        _ => throw new InvalidOperationException($"No rule for {fact.GetType().Name}."),
    };

    /// <summary>The state after the first event; for who has just written it, and need not read it.</summary>
    internal static CaseState Begin(CaseSubmitted submitted, StoredEvent stored) => new()
    {
        Number = CaseNumber.Parse(stored.Stream),
        Version = stored.Version,
        HeadHash = stored.Hash,
        Receipt = stored.Hash,
        Submitted = submitted,
        Form = submitted.Form,
        ApplicantName = submitted.ApplicantName,
        Lines = submitted.Lines,
        Registers = submitted.Registers,
        Status = CaseStatus.Submitted,
        StatusSince = submitted.ReceivedAt,
        Claims = HeldFor(submitted.Lines),
        DueOn = submitted.DueOn,
        EnteredBy = submitted.AtCounter ? [submitted.By.Id] : [],
        Workers = WorkersOf(submitted.Lines),
    };

    /// <summary>Paid from the first, by no decision of this system.</summary>
    private static CaseState Begin(CaseImported imported, StoredEvent stored)
    {
        var state = Begin(imported.AsSubmission(), stored);
        return state with
        {
            Imported = imported,
            Status = CaseStatus.Paid,
            StatusSince = imported.At,
            PaidAt = PolicyTime.StartOf(imported.PaidOn),
            Claims = Array.ConvertAll(state.Claims, claim => claim with { Status = ClaimStatus.Paid }),
        };
    }

    private static CaseClaim[] HeldFor(SubmittedLine[] lines)
    {
        var held = new List<CaseClaim>(lines.Length);
        foreach (var line in lines)
        {
            foreach (var benefit in line.Benefits)
                if (benefit.Verdict == Verdict.Eligible) held.Add(new(line.Line, benefit.Benefit, benefit.Amount, ClaimStatus.Held, benefit.Keys));
        }
        return [.. held];
    }

    private static HashSet<string> WorkersOf(SubmittedLine[] lines)
    {
        var workers = new HashSet<string>(lines.Length, StringComparer.Ordinal);
        foreach (var line in lines)
            if (line.WorkerRef is { } worker) workers.Add(worker);
        return workers;
    }
}
