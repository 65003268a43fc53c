using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

// Claim histories: the grain answers one shape for every subject, the contract names the subject by what it is.

/// <param name="MaskedId">Null to a caller who sees no item.</param>
internal sealed record WorkerClaims(string WorkerRef, string? MaskedId, ClaimTotals Totals, ClaimView[] Items, string? NextCursor)
{
    public static WorkerClaims Of(ClaimHistoryView history) => new(history.Subject, history.MaskedId, history.Totals, history.Items, history.NextCursor);
}

internal sealed record EnterpriseClaims(string Uscc, ClaimTotals Totals, ClaimView[] Items, string? NextCursor)
{
    public static EnterpriseClaims Of(ClaimHistoryView history) => new(history.Subject, history.Totals, history.Items, history.NextCursor);
}

/// <param name="Id">Of the studio or the competition.</param>
internal sealed record SubjectClaims(string Id, ClaimTotals Totals, ClaimView[] Items, string? NextCursor)
{
    public static SubjectClaims Of(ClaimHistoryView history) => new(history.Subject, history.Totals, history.Items, history.NextCursor);
}
