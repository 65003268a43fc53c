using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Signals;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>
/// Goes through the cases of windows by number, so many at a time: three reads for their signals, and each applicant's account once. For what the
/// case rows do not say.
/// </summary>
internal sealed class CaseWalk(ILedger ledger, Pseudonymiser pseudonyms, PolicyBook policies, IGrainFactory grains)
{
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
        await foreach (var together in WindowCases.ReadAsync(ledger, first, last))
        {
            foreach (var (state, events) in together) visit(state, events);
            await CountSignalsAsync(Array.ConvertAll(together, one => one.State));
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
