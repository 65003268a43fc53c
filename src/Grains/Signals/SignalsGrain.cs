using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Signals;

/// <summary>
/// The signals of one case, computed when somebody reads it: nothing is stored, so a signal is what the ledger says now. Apart from the case's grain,
/// whose turns they must not hold up.
/// </summary>
[StatelessWorker]
public sealed class SignalsGrain(ILedger ledger, Pseudonymiser pseudonyms, PolicyBook policies) : Grain, ISignalsGrain
{
    // A contact who files for half the district is one signal, not a page of numbers.
    private const int MostCases = 50;

    /// <inheritdoc/>
    public async Task<SignalView[]> Of(CaseNumber number, Actor actor, bool english)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff) return [];
        var state = CaseState.Fold(null, await StorageFaults.Translate(() => ledger.LoadEventsAsync(number.ToString(), 0, CancellationToken.None)));
        if (state is null) return [];
        var account = state.Form.Bank ?? (await GrainFactory.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(state.Form.Applicant)).Profile())?.Bank;
        var facts = (await StorageFaults.Translate(() => new SignalGathering(ledger, pseudonyms).GatherAsync([(state, account)])))[0];
        return [.. SignalRules.Evaluate(facts, policies.Get(state.Submitted.Policy)).Select(signal => View(signal, english))];
    }

    private static SignalView View(Signal signal, bool english) => new(signal.Terms.Code.Wire(), english ? signal.Detail.En : signal.Detail.Zh)
    {
        Clause = signal.Terms.Citation?.Clause,
        Cases = [.. signal.Cases.Take(MostCases)],
        Lines = signal.Lines,
    };
}
