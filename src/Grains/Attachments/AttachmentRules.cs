using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Attachments;

/// <param name="UnnamedDays"><c>Attachments:UnnamedDays</c>: how long an upload waits to be named by an application; then it is removed.</param>
public sealed record AttachmentPatience(int UnnamedDays);

/// <summary>Whose an uploaded file is, and until when it may be named. Pure.</summary>
internal static class AttachmentRules
{
    // Between the last day on which it may be named and its removal: no submission that was begun in time finds it gone.
    private const int DaysOfGrace = 1;

    /// <summary>A portal's organisation; <c>*</c>: the district's portal; empty: staff.</summary>
    public static string OwnerOf(Actor actor) => actor.IsStaff ? "" : actor.Org ?? "";

    public static DateOnly NamedUntil(AttachmentRow row, AttachmentPatience patience) => PolicyTime.DayOf(row.StoredAt).AddDays(patience.UnnamedDays);

    /// <summary>What was stored before this instant, and is named nowhere, goes.</summary>
    public static DateTimeOffset GoneBefore(DateOnly today, AttachmentPatience patience) => PolicyTime.StartOf(today.AddDays(-patience.UnnamedDays - DaysOfGrace));

    /// <summary>Why a file that may be seen is not given out; null: it is.</summary>
    public static ProblemCode? Withheld(AttachmentRow row, bool scanIsRequired) => row.Scan switch
    {
        AttachmentScan.Infected => ProblemCode.InfectedFile,
        AttachmentScan.NotScanned when scanIsRequired => ProblemCode.FileNotScanned,
        _ => null,
    };

    /// <summary>Whether an application of this applicant, filed by this caller, may name it for the first time.</summary>
    public static bool MayName(AttachmentRow row, string applicant, Actor actor, DateOnly today, AttachmentPatience patience) =>
        today <= NamedUntil(row, patience) && row.Scan != AttachmentScan.Infected
        && (row.Owner == applicant || (row.Owner.Length == 0 && actor.IsStaff) || (row.Owner == "*" && (actor.Org == "*" || actor.IsStaff)));

    public static AttachmentView View(AttachmentRow row, AttachmentPatience patience) => new(
        row.Id, row.Name, row.MediaType, row.Size, Convert.ToHexStringLower(row.Sha256), (AttachmentScanState)row.Scan, PolicyTime.Of(row.StoredAt), NamedUntil(row, patience));
}
