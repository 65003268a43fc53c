using System.Text.Json;
using Gongshu.Grains.Storage;

namespace Gongshu.Grains.Applications;

/// <summary>Event types, and their way into bytes and back.</summary>
public static class CaseEvents
{
    public const string Submitted = "case.submitted", Decided = "case.decided", Returned = "case.returned", Approved = "case.approved",
        Rejected = "case.rejected", Withdrawn = "case.withdrawn", Scheduled = "case.scheduled", Reversed = "case.decisionReversed",
        Assigned = "case.assigned", Resubmitted = "case.resubmitted", Lapsed = "case.lapsed", Appealed = "case.appealed",
        AppealDecided = "case.appealDecided", Stopped = "case.stopped", StopReleased = "case.stopReleased", Paid = "case.paid",
        PaymentFailed = "case.paymentFailed", ClawedBack = "case.clawedBack", Repaid = "case.repaid", Imported = "case.imported";

    /// <summary>Every type that a case's stream can hold.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Submitted, Decided, Returned, Approved, Rejected, Withdrawn, Scheduled, Reversed, Assigned, Resubmitted, Lapsed, Appealed, AppealDecided,
        Stopped, StopReleased, Paid, PaymentFailed, ClawedBack, Repaid, Imported,
    ];

    public static byte[] Write(CaseEvent fact) => JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), StoredJson.Instance);

    /// <summary>The same bytes as of <see cref="Write(CaseEvent)"/>, where the form, which is half of them, is written already.</summary>
    /// <param name="form">The form of the fact, as <see cref="StoredJson"/> writes it.</param>
    public static byte[] Write(CaseSubmitted fact, ReadOnlySpan<byte> form)
    {
        // The form is the first member, and one that is null is left out.
        var head = "{\"form\":"u8;
        var rest = JsonSerializer.SerializeToUtf8Bytes(fact with { Form = null! }, StoredJson.Instance.CaseSubmitted).AsSpan();
        var all = new byte[head.Length + form.Length + rest.Length];
        head.CopyTo(all);
        form.CopyTo(all.AsSpan(head.Length));
        rest[0] = (byte)',';
        rest.CopyTo(all.AsSpan(head.Length + form.Length));
        return all;
    }

    /// <exception cref="InvalidOperationException">A type that this program does not know: a newer program wrote it, or the store was changed.</exception>
    public static CaseEvent Read(string type, byte[] body) => (CaseEvent)JsonSerializer.Deserialize(body, TypeOf(type), StoredJson.Instance)!;

    private static Type TypeOf(string type) => type switch
    {
        Submitted => typeof(CaseSubmitted),
        Imported => typeof(CaseImported),
        Decided or Returned or Approved or Rejected => typeof(DecisionMade),
        Reversed => typeof(DecisionReversed),
        Assigned => typeof(CaseAssigned),
        Resubmitted => typeof(CaseResubmitted),
        Lapsed => typeof(CaseLapsed),
        Withdrawn => typeof(CaseWithdrawn),
        Appealed => typeof(AppealFiled),
        AppealDecided => typeof(AppealDecided),
        Stopped => typeof(PaymentStopped),
        StopReleased => typeof(PaymentStopReleased),
        Scheduled => typeof(CaseScheduled),
        Paid => typeof(CasePaid),
        PaymentFailed => typeof(CasePaymentFailed),
        ClawedBack => typeof(CaseClawedBack),
        Repaid => typeof(RepaymentRecorded),
        _ => throw new InvalidOperationException($"An unknown event type: {type}."),
    };
}
