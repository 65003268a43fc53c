using Gongshu.Grains.Applications;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>A stored case with what the registers said of it.</summary>
/// <param name="OfToday">Whether the registers' facts are today's: those of then were not kept.</param>
internal sealed record RegisteredCase(CaseState State, StoredRegisters Registers, bool OfToday);

/// <summary>One run of a draft over a window, its cases by number, so many at a time. Keeps the sums, one page of lines and the keys given away.</summary>
internal sealed class Simulation(SubsidyPolicy draft, WorkingDayCalendar calendar, DateOnly today, ILedger ledger, SimulationPage page)
{
    private readonly TakenKeys _taken = new();

    public SimulationFigures Figures { get; } = new();

    /// <summary>Takes the next cases. One round trip at most, for the keys that they do not hold themselves.</summary>
    public async Task TakeAsync(IReadOnlyList<RegisteredCase> cases)
    {
        DraftedCase?[] drafted = [.. cases.Select(one => one.State.Imported is null ? DraftedCase.Judge(one.State, one.Registers, draft, calendar, today) : null)];
        var holders = await HoldersAsync(drafted.OfType<DraftedCase>());
        for (var i = 0; i < drafted.Length; i++)
        {
            if (drafted[i] is { } one) Take(Upgraded(one, holders), holders, cases[i].OfToday);
            else TakeUnjudged(cases[i].State);
        }
    }

    private void Take(DraftedCase one, IReadOnlyDictionary<ClaimKey, CaseNumber> holders, bool ofToday)
    {
        Figures.Add(one, ofToday);
        for (var i = 0; i < one.State.Lines.Length; i++)
        {
            var benefits = one.Line(i, _taken, holders);
            page.Offer(one, i, benefits, Figures.Add(one.State.Form.Programme, benefits));
        }
    }

    /// <summary>Paid before the system existed: nothing to judge it by, but its keys are used up.</summary>
    private void TakeUnjudged(CaseState state)
    {
        Figures.AddNotJudged(state.Money.Paid);
        foreach (var key in state.Claims.Where(claim => claim.Live).SelectMany(claim => claim.Keys)) _taken.Add(new(new(key.Subject), key.Key), state.Number);
    }

    /// <summary>Whether the district's recognition of a studio was paid is a fact under one reading of 三(四) only; elsewhere nobody looked it up.</summary>
    private DraftedCase Upgraded(DraftedCase one, IReadOnlyDictionary<ClaimKey, CaseNumber> holders)
    {
        if (DistrictKeyOf(one) is not { } key || one.Facts.Studio is not { DistrictClaimed: false } studio) return one;
        var claimed = _taken.HolderOf(key) is not null || (holders.TryGetValue(key, out var holder) && holder.Window < one.State.Number.Window);
        if (!claimed) return one;
        var facts = one.Facts with { Studio = studio with { DistrictClaimed = true } };
        return one with { Facts = facts, Evaluation = Evaluator.Evaluate(facts, draft, calendar, factsUsed: false) };
    }

    private ClaimKey? DistrictKeyOf(DraftedCase one) =>
        draft.Readings.StudioUpgrade == StudioUpgrade.Difference && one.Facts.Studio is { } studio ? FactGathering.DistrictKeyOf(studio.Id) : null;

    private async Task<IReadOnlyDictionary<ClaimKey, CaseNumber>> HoldersAsync(IEnumerable<DraftedCase> cases)
    {
        var keys = new HashSet<ClaimKey>();
        foreach (var one in cases)
        {
            keys.UnionWith(one.KeysToAsk());
            if (DistrictKeyOf(one) is { } key) keys.Add(key);
        }

        if (keys.Count == 0) return new Dictionary<ClaimKey, CaseNumber>();
        var standing = await ledger.LoadStandingAsync(keys, [], CancellationToken.None);
        return standing.Holders.ToDictionary(held => held.Key, held => held.Value.Case.Number);
    }
}
