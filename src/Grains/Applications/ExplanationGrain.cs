using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Applications;

/// <summary>
/// Why a case stands as it does. Judged again from what is stored, a page of lines at a time, by the case's own policy and day; apart from the
/// case's grain, whose turns it must not hold up.
/// </summary>
[StatelessWorker]
public sealed class ExplanationGrain(ILedger ledger, PolicyBook policies, WorkingDays workingDays, FactGathering facts, IPolicyClock clock) : Grain, IExplanationGrain
{
    /// <inheritdoc/>
    public async Task<Answer<ExplanationView>> Of(ExplanationQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        var (read, held) = await Read(query.CaseNumber);
        if (read is not { } state || !actor.MaySee(state.Form.Applicant)) return ProblemCode.NotFound;
        if (state.Imported is not null)
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "该案件在本系统建立前已拨付，未经本系统判定；来源见案件的 imported。" };
        var cursor = ListCursor.Of("explanation", query.CaseNumber.ToString(), query.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!cursor.TryTake(query.Cursor, out var after)) return ListCursor.Refused;
        var start = 0;
        if (after is not null && (!int.TryParse(after, out start) || start < 1 || start >= state.Lines.Length)) return ListCursor.Refused;
        int[] positions = [.. Enumerable.Range(0, state.Lines.Length).Where(i => query.Line is null || state.Lines[i].Line == query.Line).Skip(start).Take(query.Limit)];
        var next = query.Line is null && start + query.Limit < state.Lines.Length
            ? cursor.Give((start + query.Limit).ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;

        var (registers, asOf) = await facts.RegistersOf(state, actor);
        var told = new Explained(state, registers, policies.Get(state.Submitted.Policy), await workingDays.Current(), held)
        {
            English = query.English,
            Taken = await TakenNow(state, positions),
        };
        return Granted.Of(told.View(asOf, positions, next));
    }

    /// <summary>The case as it stands once what is due by the calendar is done; null: there is none.</summary>
    private async Task<(CaseState? State, HeldSince Held)> Read(CaseNumber number)
    {
        while (true)
        {
            var held = new HeldSince();
            var state = held.Fold(await StorageFaults.Translate(() => ledger.LoadEventsAsync(number.ToString(), 0, CancellationToken.None)));
            if (state is null || !state.IsOverdueForCorrection(PolicyTime.DayOf(clock.Now))) return (state, held);
            await GrainFactory.GetGrain<IApplicationGrain>(GrainKeys.Case(number)).Attend();
        }
    }

    /// <summary>Of the keys that kept a benefit out as a duplicate: those on which another case still stands.</summary>
    private async Task<IReadOnlySet<ClaimKey>> TakenNow(CaseState state, int[] positions)
    {
        var keys = positions.SelectMany(i => state.Lines[i].Benefits).Where(benefit => benefit.Verdict == Verdict.Duplicate)
            .SelectMany(benefit => benefit.Keys).Select(key => new ClaimKey(new(key.Subject), key.Key)).ToHashSet();
        if (keys.Count == 0) return keys;
        var histories = await StorageFaults.Translate(() => ledger.LoadHistoriesAsync([.. keys.Select(key => key.Subject).Distinct()], CancellationToken.None));
        return histories.SelectMany(history => history.Entries).Where(entry => entry.Live && entry.Case != state.Number).Select(entry => entry.Key)
            .Where(keys.Contains).ToHashSet();
    }
}
