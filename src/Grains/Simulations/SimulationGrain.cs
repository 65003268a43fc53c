using System.Security.Cryptography;
using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Reports;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Simulations;

/// <summary>
/// What a draft would have paid on a window. Every page judges the whole window anew, since nothing is kept; so one at a time on a silo, which leaves
/// its other cores to those who file and decide.
/// </summary>
[StatelessWorker(1)]
public sealed class SimulationGrain(ILedger ledger, PolicyBook policies, WorkingDays workingDays, FactGathering facts, IPolicyClock clock) : Grain, ISimulationGrain
{
    private const Roles Readers = Roles.Leader | Roles.Finance | Roles.Admin;

    /// <inheritdoc/>
    public Task<Answer<SimulationView>> Run(SimulationQuery query, Actor actor) => StorageFaults.Translate<Answer<SimulationView>>(async () =>
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Readers)) return ProblemCode.Forbidden;
        var (over, differing) = (query.Form.Over, query.Differing ?? false);
        if (await GrainFactory.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(over)).Get() is null)
            return Refusal.Invalid(new InputFault("/over", "unknown-value", "没有这个受理期。"));
        var json = Encoding.UTF8.GetBytes(query.Form.Policy);
        var list = ListCursor.Of("simulation", Convert.ToHexStringLower(SHA256.HashData(json)), over.ToString(), $"{differing}");
        if (!list.TryTake(query.Cursor, out var text)) return ListCursor.Refused;
        var place = default((CaseNumber, int));
        if (text is not null && !SimulationPage.TryParse(text, out place)) return ListCursor.Refused;

        var inForce = policies.For(over);
        var draft = AsIfInForce(PolicyFile.Load(new MemoryStream(json, writable: false)).ContentOrThrow("the draft"), over, inForce);
        var page = new SimulationPage(query.Limit, differing, text is null ? null : place);
        var simulation = new Simulation(draft, await workingDays.Current(), PolicyTime.DayOf(clock.Now), ledger, page);
        await foreach (var together in WindowCases.ReadAsync(ledger, over, over))
        {
            var cases = new List<RegisteredCase>(together.Length);
            foreach (var (state, _) in together)
            {
                var (registers, asOf) = state.Imported is null ? await facts.RegistersOf(state, actor) : (new(), RegistersAsOf.Submission);
                cases.Add(new(state, registers, asOf == RegistersAsOf.Today));
            }

            await simulation.TakeAsync(cases);
        }

        return Granted.Of(new SimulationView
        {
            Draft = draft.Id,
            Over = over,
            Policy = inForce.Id,
            ValidFrom = draft.ValidFrom,
            AsOf = clock.Now,
            Totals = simulation.Figures.Totals,
            ByBenefit = simulation.Figures.ByBenefit,
            NotKnown = SimulationLimits.Of(draft, inForce, policies.All, query.English),
            Lines = page.Lines,
            NextCursor = list.Give(page.Next),
        });
    });

    /// <summary>A draft of next year would refuse a past window for its own first day alone: it is judged as if it had been in force instead.</summary>
    private static SubsidyPolicy AsIfInForce(SubsidyPolicy draft, WindowId over, SubsidyPolicy inForce) =>
        draft.IsInForce(PolicyBook.FirstDayOf(over)) ? draft : draft with { ValidFrom = inForce.ValidFrom };
}
