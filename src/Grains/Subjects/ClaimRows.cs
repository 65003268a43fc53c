using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From ledger rows to what subjects remember and histories show.</summary>
internal static class ClaimRows
{
    public static HeldClaim[] Of(SubjectHistory history) => Array.ConvertAll(history.Entries, Of);

    public static HeldClaim Of(HistoryEntry entry) => new()
    {
        Key = entry.Key.Key,
        Case = entry.Case,
        Line = entry.Line,
        Benefit = entry.Benefit,
        Status = entry.Status,
        Live = entry.Live,
        Applicant = entry.Applicant,
        SubmittedAt = entry.SubmittedAt,
        View = entry.Detail is null ? null : View(entry, entry.Detail),
    };

    /// <summary>One benefit of one line, from the row that carries its detail.</summary>
    public static ClaimView View(HistoryEntry entry, ClaimDetail detail) => new()
    {
        CaseNumber = entry.Case,
        Line = entry.Line,
        Programme = entry.Programme,
        Benefit = entry.Benefit,
        Clause = detail.Clause,
        EntitlementKeys = detail.Keys,
        EntitlementKey = detail.Keys[0],
        Applicant = new(entry.Applicant, entry.ApplicantName),
        Certificate = CertificateOf(detail),
        Amount = detail.Amount,
        Status = entry.Status,
        Live = entry.Live,
        SubmittedAt = AsStored(entry.SubmittedAt),
        // A stage that passed the case on decided nothing of the claim yet.
        DecidedAt = entry.Status == ClaimStatus.Held || entry.DecidedAt is not { } decided ? null : PolicyTime.Of(decided),
        PaidAt = entry.PaidAt is { } paid ? PolicyTime.Of(paid) : null,
        Window = entry.Case.Window,
        Policy = entry.Policy,
        WorkerRef = detail.WorkerRef,
        MaskedId = detail.MaskedId,
        Imported = detail.Imported is { } from ? new(from.Source, from.FileSha256, from.Row) : null,
    };

    /// <summary>To the microsecond, as every database gives it back: memory shows no other instant than the ledger.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset at) => PolicyTime.Of(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)));

    private static Certificate? CertificateOf(ClaimDetail detail) => detail.CertificateNumber is null
        ? null
        : new(detail.CertificateNumber, new(detail.OccupationCode ?? "", detail.OccupationName ?? ""), detail.Level ?? SkillLevel.Junior,
            detail.IssuedOn ?? default, null);
}
