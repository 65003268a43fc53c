using System.Globalization;
using Gongshu.Grains.Batches;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>Stopping the payment of approved lines, until the batch that holds them is released; and letting it go on, by another person.</summary>
internal static class StopRules
{
    /// <summary>The batch in which the lines are scheduled; null: in none. Lines of two batches are a fault of the input.</summary>
    public static string[] BatchesOf(CaseState state, int[] lines) =>
        [.. Concerned(state, lines).Where(claim => claim.Place == MoneyPlace.Scheduled).Select(claim => claim.BatchId!).Distinct(StringComparer.Ordinal)];

    /// <param name="batch">The batch in which the lines are scheduled, with the head of its stream; null: in none.</param>
    public static Judgement Stop(CaseState state, StopPayment command, (BatchRow Row, StoredEvent Head)? batch, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Leader | Roles.Finance)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.Stops) || batch?.Row.ReleasedAt is not null)
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "只能在批次放行之前停止拨付。" };
        if (Faults(state, command.Lines, line => Array.Exists(state.Claims, claim => claim.Line == line && claim.Status == ClaimStatus.Approved && !claim.Stopped)) is { Length: > 0 } faults)
            return Refusal.Invalid(faults);
        var batchId = batch?.Row.BatchId;
        var step = new CaseStep(
            CaseEvents.Stopped, new PaymentStopped([.. command.Lines.Distinct().Order()], command.Reason, batchId, new(actor.Id, actor.Name), at), at);
        if (batch is not { } found) return step;
        var line = Array.Find(found.Row.Lines, row => row.Line.Case == state.Number && row.Status == BatchLineStatus.Scheduled)
            ?? throw new InvalidOperationException($"{state.Number} is not scheduled in {batchId}.");
        var body = BatchEvents.Write(new BatchLineStopped(line.Line.BatchLine, state.Number.ToString(), actor.Id));
        return step with
        {
            BatchLines = [new(found.Row.BatchId, line.Line.BatchLine, BatchLineStatus.Scheduled, BatchLineStatus.Failed, BatchLineRow.StoppedCode, null)],
            OtherEvents = [NewEvent.After(found.Head.Hash, found.Row.BatchId, found.Head.Version + 1, BatchEvents.LineStopped, actor.Id, at, body)],
        };
    }

    public static Judgement Release(CaseState state, ReleaseStop command, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Leader | Roles.Finance)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.ReleasesStop) || !Array.Exists(state.Claims, claim => claim.Stopped))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "该案件没有停止拨付的名册行。" };
        if (Faults(state, command.Lines, state.IsStopped) is { Length: > 0 } faults) return Refusal.Invalid(faults);
        if (Array.Exists(state.Stops, stop => stop.ReleasedAt is null && stop.By.Id == actor.Id && stop.Lines.Intersect(command.Lines).Any()))
            return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "停止拨付须由另一人解除。" };
        return new CaseStep(
            CaseEvents.StopReleased, new PaymentStopReleased([.. command.Lines.Distinct().Order()], command.Reason, new(actor.Id, actor.Name), at), at);
    }

    private static IEnumerable<CaseClaim> Concerned(CaseState state, int[] lines) =>
        state.Claims.Where(claim => claim.Status == ClaimStatus.Approved && !claim.Stopped && lines.Contains(claim.Line));

    private static InputFault[] Faults(CaseState state, int[] lines, Func<int, bool> fits)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < lines.Length; i++)
            if (!fits(lines[i])) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), "unknown-value", "名册中没有这一行，或其拨付不在可操作的状态。"));
        if (BatchesOf(state, lines).Length > 1) faults.Add(new("/lines", "out-of-range", "这些行分属两个批次，请分别停止。"));
        return [.. faults];
    }
}
