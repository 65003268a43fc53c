using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From ledger rows to what subjects remember and histories show.</summary>
internal static class ClaimRows
{
    private const int BytesOnStack = 1024;

    public static HeldClaim[] Of(SubjectHistory history)
    {
        var entries = history.Entries;
        var rows = new HeldClaim[entries.Length];
        using var packer = new PackedClaims.Packer(stackalloc byte[BytesOnStack]);
        for (var from = 0; from < rows.Length;)
        {
            // The rows of one case stand together.
            var end = from + 1;
            while (end < rows.Length && entries[end].Case == entries[from].Case) end++;
            var of = CaseOf(entries[from]);
            for (var i = from; i < end; i++) rows[i] = Row(of, entries[i].Line, entries[i].Benefit, entries[i].Status, entries[i].Live, packer.Add(entries[i].Key.Key, entries[i].Detail));
            Give(packer.Take(), rows.AsSpan(from..end));
            from = end;
        }
        return rows;
    }

    /// <summary>What the claims of a case that is being submitted have in common.</summary>
    public static ClaimedCase CaseOf(CaseNumber number, Organisation applicant, Programme programme, string policy, DateTimeOffset submittedAt) =>
        new(number, applicant, programme, policy, AsStored(submittedAt), null, null);

    /// <param name="claims">Of one subject.</param>
    /// <param name="of">The case of the claims.</param>
    public static HeldClaim[] Of(IReadOnlyCollection<ClaimInsert> claims, ClaimedCase of)
    {
        var (rows, i) = (new HeldClaim[claims.Count], 0);
        using var packer = new PackedClaims.Packer(stackalloc byte[BytesOnStack]);
        foreach (var claim in claims) rows[i++] = Row(of, claim.Line, claim.Benefit, claim.Status, true, packer.Add(claim.Key.Key, claim.Detail));
        Give(packer.Take(), rows);
        return rows;
    }

    private static HeldClaim Row(ClaimedCase of, int line, Benefit benefit, ClaimStatus status, bool live, int at) =>
        new() { Of = of, Line = line, Benefit = benefit, Status = status, Live = live, Packed = [], At = at };

    private static void Give(byte[] packed, Span<HeldClaim> rows)
    {
        foreach (ref var row in rows) row = row with { Packed = packed };
    }

    private static ClaimedCase CaseOf(HistoryEntry entry) => new(
        entry.Case, new(entry.Applicant, entry.ApplicantName), entry.Programme, entry.Policy, AsStored(entry.SubmittedAt), InPolicyTime(entry.DecidedAt), InPolicyTime(entry.PaidAt));

    /// <summary>One benefit of one line, from the row that carries its detail.</summary>
    public static ClaimView View(HistoryEntry entry, ClaimDetail detail) => View(CaseOf(entry), entry.Line, entry.Benefit, entry.Status, entry.Live, detail);

    /// <inheritdoc cref="View(HistoryEntry, ClaimDetail)"/>
    public static ClaimView View(HeldClaim row) => View(row.Of, row.Line, row.Benefit, row.Status, row.Live, row.Detail);

    private static ClaimView View(ClaimedCase of, int line, Benefit benefit, ClaimStatus status, bool live, ClaimDetail detail) => new()
    {
        CaseNumber = of.Number,
        Line = line,
        Programme = of.Programme,
        Benefit = benefit,
        Clause = detail.Clause,
        EntitlementKeys = detail.Keys,
        EntitlementKey = detail.Keys[0],
        Applicant = of.Applicant,
        Certificate = CertificateOf(detail),
        Amount = detail.Amount,
        Status = status,
        Live = live,
        SubmittedAt = of.SubmittedAt,
        // A stage that passed the case on decided nothing of the claim yet.
        DecidedAt = status == ClaimStatus.Held ? null : of.DecidedAt,
        PaidAt = of.PaidAt,
        Window = of.Number.Window,
        Policy = of.Policy,
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
