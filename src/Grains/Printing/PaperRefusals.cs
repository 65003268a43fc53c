using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Printing;

/// <summary>What officers turned away in a case that is decided, and why. Pure.</summary>
internal static class PaperRefusals
{
    private const string SeeOpinion = "见审核意见";

    /// <summary>Null: the case is not decided, or nothing of it is rejected (any more).</summary>
    public static PrintedRefusals? Of(CaseState state, SubsidyPolicy policy, Deadlines deadlines)
    {
        if (AppealRules.Until(state, deadlines) is not { } until) return null;
        var rejecting = state.StandingDecisions.Where(decision => Array.Exists(state.Claims, claim => Rejected(claim, decision))).ToArray();
        var persons = state.Form.Lines.ToDictionary(line => line.Line, line => line.Worker);
        PrintedRefusal[] items = [.. state.Claims.Where(claim => claim.Rejected is not null).Select(claim =>
        {
            var (reason, clause) = Why(claim, Array.Find(rejecting, decision => Rejected(claim, decision)), policy);
            return new PrintedRefusal(claim.Line, persons.GetValueOrDefault(claim.Line), claim.Benefit, claim.Amount, reason, clause);
        })];
        // What was written of a pass is about what passed, unless a line's own reason leads to it.
        var texts = rejecting.Where(decision => decision.Outcome == DecisionOutcome.Reject || Array.Exists(items, item => item.Reason == SeeOpinion))
            .Select(decision => decision.Comment).Where(comment => !string.IsNullOrWhiteSpace(comment)).Distinct(StringComparer.Ordinal).ToArray();
        return new(items, texts.Length == 0 ? null : string.Join('；', texts), PolicyTime.DayOf(state.DecidedAt!.Value), until);
    }

    private static bool Rejected(CaseClaim claim, DecisionView decision) => claim.Rejected is { } where && where.Round == decision.Round && where.Stage == decision.Stage;

    private static (string Reason, string? Clause) Why(CaseClaim claim, DecisionView? decision, SubsidyPolicy policy)
    {
        var line = decision is null ? null : Array.Find(decision.Lines, line => line.Line == claim.Line && (line.Benefit ?? claim.Benefit) == claim.Benefit);
        RefusalCode? code = line?.Reason switch
        {
            LineReason.PostDoesNotFit => RefusalCode.PostDoesNotFit,
            LineReason.MaterialsNotGenuine => RefusalCode.MaterialsNotGenuine,
            _ => null,
        };
        var words = code is { } known ? known.Title().Zh : null;
        var comment = string.IsNullOrWhiteSpace(line?.Comment) ? null : line.Comment;
        var reason = (words, comment) switch
        {
            ({ } title, { } own) => $"{title}：{own}",
            ({ } title, null) => title,
            (null, { } own) => own,
            _ => SeeOpinion,
        };
        return (reason, code is { } judged ? policy.CitationOf(judged)?.Clause : null);
    }
}
