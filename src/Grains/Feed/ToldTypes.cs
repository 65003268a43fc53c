using Gongshu.Grains.Applications;
using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;

namespace Gongshu.Grains.Feed;

/// <summary>As which type of the contract a stored event is told; what has none stays inside (decision 0046).</summary>
internal static class ToldTypes
{
    /// <param name="stored">In a case's own stream.</param>
    public static string? OfCase(string stored) => stored switch
    {
        // Corrected, and so at the beginning again.
        CaseEvents.Submitted or CaseEvents.Resubmitted => EventTypes.CaseSubmitted,
        // The status says what became of the case: a reversal takes it back a stage, a ruling on an appeal may approve it.
        CaseEvents.Decided or CaseEvents.Reversed or CaseEvents.AppealDecided => EventTypes.CaseDecided,
        CaseEvents.Returned => EventTypes.CaseReturned,
        CaseEvents.Approved => EventTypes.CaseApproved,
        CaseEvents.Rejected => EventTypes.CaseRejected,
        CaseEvents.Withdrawn => EventTypes.CaseWithdrawn,
        CaseEvents.Lapsed => EventTypes.CaseLapsed,
        CaseEvents.Paid => EventTypes.CasePaid,
        CaseEvents.PaymentFailed => EventTypes.CasePaymentFailed,
        CaseEvents.ClawedBack => EventTypes.CaseClawedBack,
        _ => null,
    };

    /// <param name="stored">In the stream of notices beside a case.</param>
    public static string? OfNotice(string stored) => stored == DueNotice.CorrectionDue ? EventTypes.CaseCorrectionDue : null;

    /// <summary>With the status in which such an event leaves its window.</summary>
    /// <param name="stored">In a window's own stream.</param>
    public static (string Type, WindowStatus Status)? OfWindow(string stored) => stored switch
    {
        WindowEvents.Opened => (EventTypes.WindowOpened, WindowStatus.Open),
        WindowEvents.ClosingSoon => (EventTypes.WindowClosingSoon, WindowStatus.Open),
        WindowEvents.Closed => (EventTypes.WindowClosed, WindowStatus.Closed),
        WindowEvents.Settled => (EventTypes.WindowSettled, WindowStatus.Settled),
        _ => null,
    };
}
