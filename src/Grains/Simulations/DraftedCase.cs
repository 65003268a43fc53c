using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>What the draft says of one benefit of a line, beside what became of it.</summary>
/// <param name="Judged">Null: the draft has no such benefit.</param>
/// <param name="Claim">Null: there is none.</param>
/// <param name="HeldBy">Of a duplicate: the case that has a key; null where that was not kept.</param>
internal sealed record DraftedBenefit(
    Benefit Benefit, BenefitVerdict? Judged, Verdict Verdict, CaseNumber? HeldBy, LetGo? LetGo, CaseClaim? Claim, SimulatedAmounts Amounts);

/// <summary>
/// A stored case judged by a draft, on the facts of then (<see cref="ExplanationFacts"/>). What applicant, officers or the calendar let go stays out under
/// any policy; what a live claim kept out is judged by who holds the draft's keys.
/// </summary>
/// <param name="Facts">All lines, by position.</param>
/// <param name="Whole">Why the whole case pays nothing under any policy; null: it is not so.</param>
internal sealed record DraftedCase(CaseState State, ApplicationFacts Facts, Evaluation Evaluation, LetGo? Whole)
{
    /// <param name="today">The policy day: a returned case that was not corrected in time has lapsed, told or not.</param>
    public static DraftedCase Judge(CaseState state, StoredRegisters registers, SubsidyPolicy draft, WorkingDayCalendar calendar, DateOnly today)
    {
        var facts = ExplanationFacts.Of(state, registers, [.. Enumerable.Range(0, state.Lines.Length)]);
        return new(state, facts, Evaluator.Evaluate(facts, draft, calendar, factsUsed: false), LetGoOf(state, today));
    }

    /// <summary>The keys about which the ledger has to be asked: those of the draft that the case itself does not hold, and those that kept a benefit out.</summary>
    public IEnumerable<ClaimKey> KeysToAsk()
    {
        for (var i = 0; i < State.Lines.Length; i++)
        {
            foreach (var benefit in BenefitsOf(i))
            {
                if (VerdictOn(benefit.Judged) != Verdict.Eligible) continue;
                foreach (var key in benefit.Judged!.Keys.Except(OwnKeys(benefit.Claim))) yield return key;
                if (benefit.Stored is { Verdict: Verdict.Duplicate } stored)
                    foreach (var key in KeysOf(stored.Keys)) yield return key;
            }
        }
    }

    /// <summary>The benefits of a line, in the order of the form's policy and then of the draft.</summary>
    /// <param name="taken">What the draft has granted in this window before; what it grants here is added.</param>
    /// <param name="holders">Who holds the keys of <see cref="KeysToAsk"/> today.</param>
    public DraftedBenefit[] Line(int position, TakenKeys taken, IReadOnlyDictionary<ClaimKey, CaseNumber> holders)
    {
        var drafted = new List<DraftedBenefit>();
        foreach (var (benefit, stored, judged, claim) in BenefitsOf(position))
        {
            var (verdict, heldBy) = VerdictOn(judged) == Verdict.Eligible ? Repeats(judged!.Keys, stored, claim, taken, holders) : (Verdict.NotEligible, null);
            var letGo = Whole ?? LetGoOf(State.Lines[position].Line, claim);
            if (verdict == Verdict.Eligible && (letGo is null || (letGo == LetGo.ClawedBack && claim is { Live: true })))
                foreach (var key in judged!.Keys) taken.Add(key, State.Number);
            var granted = letGo is null && claim is { Status: ClaimStatus.Held or ClaimStatus.Approved or ClaimStatus.Paid } ? claim.Amount : Money.Zero;
            var amounts = SimulatedAmounts.Of(
                granted, claim is { Status: ClaimStatus.Paid } ? granted : Money.Zero, verdict == Verdict.Eligible && letGo is null ? judged!.Amount : Money.Zero);
            drafted.Add(new(benefit, judged, verdict, heldBy, letGo, claim, amounts));
        }

        return [.. drafted];
    }

    /// <summary>Whether a key of the draft is taken: in this window by an earlier case, or by a claim of an earlier window.</summary>
    private (Verdict, CaseNumber?) Repeats(
        ClaimKey[] keys, SubmittedBenefit? stored, CaseClaim? claim, TakenKeys taken, IReadOnlyDictionary<ClaimKey, CaseNumber> holders)
    {
        var own = OwnKeys(claim);
        foreach (var key in keys)
        {
            if (taken.HolderOf(key) is { } before) return (Verdict.Duplicate, before);
            if (!own.Contains(key) && holders.TryGetValue(key, out var holder) && holder.Window < State.Number.Window) return (Verdict.Duplicate, holder);
        }

        return stored is { Verdict: Verdict.Duplicate } && StaysOut(KeysOf(stored.Keys), keys, holders) ? (Verdict.Duplicate, null) : (Verdict.Eligible, null);
    }

    /// <summary>
    /// A claim that has been let go since kept it out, and which of the keys was not kept: so it stays out where the draft has all of them.
    /// </summary>
    private bool StaysOut(ClaimKey[] then, ClaimKey[] now, IReadOnlyDictionary<ClaimKey, CaseNumber> holders) =>
        !Array.Exists(then, key => holders.TryGetValue(key, out var holder) && holder < State.Number) && Array.TrueForAll(then, key => Array.IndexOf(now, key) >= 0);

    /// <summary>A reason about the application refuses the whole.</summary>
    private Verdict VerdictOn(BenefitVerdict? judged) => Evaluation.Reasons.Length > 0 || judged is null ? Verdict.NotEligible : judged.Verdict;

    private IEnumerable<(Benefit Benefit, SubmittedBenefit? Stored, BenefitVerdict? Judged, CaseClaim? Claim)> BenefitsOf(int position)
    {
        var line = State.Lines[position];
        BenefitVerdict[] judged = position < Evaluation.Lines.Length ? Evaluation.Lines[position].Benefits : [];
        foreach (var benefit in line.Benefits.Select(stored => stored.Benefit).Union(judged.Select(verdict => verdict.Benefit)))
        {
            yield return (benefit, Array.Find(line.Benefits, one => one.Benefit == benefit), Array.Find(judged, one => one.Benefit == benefit),
                Array.Find(State.Claims, claim => claim.Line == line.Line && claim.Benefit == benefit));
        }
    }

    /// <summary>A benefit that was never claimed goes with its line: what was turned away or taken back as a whole earns nothing else either.</summary>
    private LetGo? LetGoOf(int line, CaseClaim? claim)
    {
        if (claim is not null) return LetGoOf(claim);
        var others = Array.FindAll(State.Claims, other => other.Line == line);
        return others.Length > 0 && Array.TrueForAll(others, other => LetGoOf(other) is not null) ? LetGoOf(others[0]) : null;
    }

    private static LetGo? LetGoOf(CaseClaim claim) => claim.Status switch
    {
        ClaimStatus.Released => LetGo.Rejected,
        ClaimStatus.ClawedBack => LetGo.ClawedBack,
        _ => null,
    };

    private static LetGo? LetGoOf(CaseState state, DateOnly today) => state.Status switch
    {
        CaseStatus.Withdrawn => LetGo.Withdrawn,
        CaseStatus.Lapsed => LetGo.Lapsed,
        CaseStatus.Rejected => LetGo.Rejected,
        _ => state.IsOverdueForCorrection(today) ? LetGo.Lapsed : null,
    };

    private static ClaimKey[] OwnKeys(CaseClaim? claim) => claim is { Live: true } ? KeysOf(claim.Keys) : [];

    private static ClaimKey[] KeysOf(StoredKey[] keys) => Array.ConvertAll(keys, key => new ClaimKey(new(key.Subject), key.Key));
}
