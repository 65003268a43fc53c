using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>The refusals of a submission in the contract's order, from the judgement alone. Duplicates come from the subjects and the ledger.</summary>
internal static class Refusals
{
    /// <summary>Foreign holds did not end in time; nothing was written.</summary>
    public static Refusal Busy { get; } = new()
    {
        Code = ProblemCode.Unavailable,
        Detail = "名册中的人员正被其他申请占用，请稍后再试。",
        RetryAfterSeconds = 2,
    };

    /// <summary>The first that applies, or null: everything but duplicates is in order.</summary>
    public static Refusal? First(PreparedApplication prepared) => All(prepared).FirstOrDefault();

    /// <summary>All that apply, in order; for the precheck.</summary>
    public static IEnumerable<Refusal> All(PreparedApplication prepared)
    {
        if (prepared.Window is null)
            yield return new()
            {
                Code = ProblemCode.WindowClosed,
                Detail = "现不在受理期内。",
                NextOpensOn = prepared.NextWindow?.OpensOn,
                NextClosesOn = prepared.NextWindow?.ClosesOn,
            };
        if (prepared.Evaluation.Missing.Length > 0)
            yield return new()
            {
                Code = ProblemCode.IncompleteDocuments,
                Detail = "申请材料不齐。",
                Missing = Array.ConvertAll(prepared.Evaluation.Missing, m => new MissingPaper(m.Kind, m.Clause)),
            };
        if (!prepared.Evaluation.IsEligible)
            yield return new()
            {
                Code = ProblemCode.NotEligible,
                Detail = "不符合补贴条件。",
                Reasons = Array.ConvertAll(prepared.Evaluation.Reasons, CaseViews.Of),
                Lines = Lines(prepared),
            };
        else if (prepared.Form.RequestedAmount is { } requested && requested != prepared.Evaluation.Amount)
            yield return new()
            {
                Code = ProblemCode.AmountMismatch,
                Detail = "申请金额与核算金额不符。",
                RequestedAmount = requested,
                ComputedAmount = prepared.Evaluation.Amount,
                LineAmounts = Array.ConvertAll(prepared.Evaluation.Lines, line => new LineAmount(line.Line, Sum(line))),
            };
    }

    /// <param name="changeOf">What would have to be different for a benefit of the line at this position, from 0.</param>
    public static LineView[] Lines(PreparedApplication prepared, Func<int, BenefitVerdict, ChangeView?>? changeOf = null) =>
        [.. prepared.Evaluation.Lines.Select((line, i) => CaseViews.Line(
            line.Line, line.WorkerRef, i < prepared.People.Length ? prepared.People[i].MaskedId : null, i < prepared.Form.Lines.Length ? prepared.Form.Lines[i] : null,
            Array.ConvertAll(line.Benefits, b => new BenefitView(b.Benefit, b.Verdict, b.Amount, b.Clause,
                Array.ConvertAll(b.Keys, k => k.Key), Array.ConvertAll(b.Reasons, CaseViews.Of), null) { Change = changeOf?.Invoke(i, b) })))];

    private static Money Sum(LineVerdict line)
    {
        var sum = Money.Zero;
        foreach (var benefit in line.Benefits) sum += benefit.Amount;
        return sum;
    }
}
