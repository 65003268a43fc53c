using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From ledger rows to what subjects remember and histories show.</summary>
internal static class ClaimRows
{
    public static HeldClaim[] Of(SubjectHistory history)
    {
        var rows = new HeldClaim[history.Entries.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var entry = history.Entries[i];
            // The rows of one case stand together.
            rows[i] = Of(entry, i > 0 && rows[i - 1].Case == entry.Case ? rows[i - 1].Of : CaseOf(entry));
        }
        return rows;
    }

    /// <summary>What the claims of a case that is being submitted have in common.</summary>
    public static ClaimedCase CaseOf(CaseNumber number, Organisation applicant, Programme programme, string policy, DateTimeOffset submittedAt) =>
        new(number, applicant, programme, policy, AsStored(submittedAt), null, null);

    /// <param name="of">The case of the claim.</param>
    public static HeldClaim Of(ClaimInsert claim, ClaimedCase of) => Of(claim.Key.Key, of, claim.Line, claim.Benefit, claim.Status, true, claim.Detail);

    private static HeldClaim Of(HistoryEntry entry, ClaimedCase of) => Of(entry.Key.Key, of, entry.Line, entry.Benefit, entry.Status, entry.Live, entry.Detail);

    private static HeldClaim Of(string key, ClaimedCase of, int line, Benefit benefit, ClaimStatus status, bool live, ClaimDetail? detail) => new()
    {
        Key = key,
        Of = of,
        Line = line,
        Benefit = benefit,
        Status = status,
        Live = live,
        Amount = detail?.Amount ?? Money.Zero,
        Shown = detail is null ? null : PackedDetail.Of(detail),
    };

    private static ClaimedCase CaseOf(HistoryEntry entry) => new(
        entry.Case, new(entry.Applicant, entry.ApplicantName), entry.Programme, entry.Policy, AsStored(entry.SubmittedAt), InPolicyTime(entry.DecidedAt), InPolicyTime(entry.PaidAt));

    /// <summary>One benefit of one line, from the row that carries its detail.</summary>
    public static ClaimView View(HistoryEntry entry, ClaimDetail detail) => View(Of(entry, CaseOf(entry)), detail);

    /// <inheritdoc cref="View(HistoryEntry, ClaimDetail)"/>
    public static ClaimView View(HeldClaim row) => View(row, PackedDetail.Read(row.Shown!));

    private static ClaimView View(HeldClaim row, ClaimDetail detail) => new()
    {
        CaseNumber = row.Case,
        Line = row.Line,
        Programme = row.Of.Programme,
        Benefit = row.Benefit,
        Clause = detail.Clause,
        EntitlementKeys = detail.Keys,
        EntitlementKey = detail.Keys[0],
        Applicant = row.Of.Applicant,
        Certificate = CertificateOf(detail),
        Amount = row.Amount,
        Status = row.Status,
        Live = row.Live,
        SubmittedAt = row.SubmittedAt,
        // A stage that passed the case on decided nothing of the claim yet.
        DecidedAt = row.Status == ClaimStatus.Held ? null : row.Of.DecidedAt,
        PaidAt = row.Of.PaidAt,
        Window = row.Case.Window,
        Policy = row.Of.Policy,
        WorkerRef = detail.WorkerRef,
        MaskedId = detail.MaskedId,
        Imported = detail.Imported is { } from ? new(from.Source, from.FileSha256, from.Row) : null,
    };

    /// <summary>To the microsecond, as every database gives it back: memory shows no other instant than the ledger.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset at) => PolicyTime.Of(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)));

    private static DateTimeOffset? InPolicyTime(DateTimeOffset? at) => at is { } given ? PolicyTime.Of(given) : null;

    private static Certificate? CertificateOf(ClaimDetail detail) => detail.CertificateNumber is null
        ? null
        : new(detail.CertificateNumber, new(detail.OccupationCode ?? "", detail.OccupationName ?? ""), detail.Level ?? SkillLevel.Junior,
            detail.IssuedOn ?? default, null);
}
