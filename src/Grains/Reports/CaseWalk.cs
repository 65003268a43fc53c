using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Signals;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>
/// Goes through the cases of windows by number, so many at a time: one read for their numbers, one for their events, three for their signals,
/// and each applicant's account once. For what the case rows do not say.
/// </summary>
internal sealed class CaseWalk(ILedger ledger, Pseudonymiser pseudonyms, PolicyBook policies, IGrainFactory grains)
{
    // So many cases at most, and no more than so many lines unless one case has them.
    private const int CasesTogether = 150, LinesTogether = 5000;

    private readonly Dictionary<string, BankAccount?> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<SignalCode, int> _signals = [];

    /// <summary>How many cases show each signal of the policy, in its order; afterwards what only other policies look for.</summary>
    public SignalCount[] Signals(SubsidyPolicy policy, bool english) =>
        [.. policy.Signals.Concat(policies.All.SelectMany(other => other.Signals).Where(terms => _signals.ContainsKey(terms.Code))).DistinctBy(terms => terms.Code)
            .Select(terms => new SignalCount(terms.Code.Wire(), english ? terms.Name.En : terms.Name.Zh, _signals.GetValueOrDefault(terms.Code)))];

    /// <param name="visit">Each case with its events, oldest first.</param>
    /// <exception cref="InvalidOperationException">The chain of a case is broken.</exception>
    public async Task RunAsync(WindowId first, WindowId last, Action<CaseState, StoredEvent[]> visit)
    {
        CaseNumber? after = null;
        while (await ledger.CaseNumbersAsync(first, last, after, CasesTogether, CancellationToken.None) is { Length: > 0 } found)
        {
            var lines = 0;
            CaseNumber[] together = [.. found.TakeWhile((one, i) => (lines += one.Lines) <= LinesTogether || i == 0).Select(one => one.Case)];
            var streams = await ledger.LoadStreamsAsync(Array.ConvertAll(together, number => number.ToString()), CancellationToken.None);
            CaseState[] states = [.. together.Select(number => CaseState.Fold(null, streams[number.ToString()])).OfType<CaseState>()];
            foreach (var state in states) visit(state, streams[state.Number.ToString()]);
            await CountSignalsAsync(states);
            after = together[^1];
        }
    }

    private async Task CountSignalsAsync(CaseState[] states)
    {
        foreach (var unknown in states.Where(state => state.Form.Bank is null).Select(state => state.Form.Applicant).Distinct().Where(uscc => !_accounts.ContainsKey(uscc)).ToArray())
            _accounts[unknown] = (await grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(unknown)).Profile())?.Bank;
        var facts = await new SignalGathering(ledger, pseudonyms).GatherAsync([.. states.Select(state => (state, state.Form.Bank ?? _accounts[state.Form.Applicant]))]);
        for (var i = 0; i < states.Length; i++)
        {
            foreach (var signal in SignalRules.Evaluate(facts[i], policies.Get(states[i].Submitted.Policy)))
                _signals[signal.Terms.Code] = _signals.GetValueOrDefault(signal.Terms.Code) + 1;
        }
    }
}
