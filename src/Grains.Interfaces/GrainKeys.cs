using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The key of every grain, in one place. Each has a prefix that no storage provider reads as a number (<c>reliability.md</c> §2.7).
/// </summary>
public static class GrainKeys
{
    public const int SubmissionGrains = 64;

    public const string WindowPrefix = "win-", BatchPrefix = "bat-", MergePrefix = "mrg-", ReportInputsPrefix = "rpt-", HonoursPrefix = "hon-",
        WebhooksPrefix = "whk-", CourierPrefix = "cou-";

    public const string Intake = "intake", WorkingDays = "cal-working-days", Clock = "clk-policy", Deadlines = "due-cases", Couriers = "couriers",
        Tree = "tree-events", AttachmentCleaning = "due-attachments";

    /// <summary>Whose the subscriptions of admins are.</summary>
    public const string StaffOwner = "staff";

    public static string Case(CaseNumber number) => $"app-{number}";

    /// <summary>One of 64 on each silo, by the operation, so that twins meet.</summary>
    public static string Submission(string operationHex) =>
        string.Create(CultureInfo.InvariantCulture, $"sub-{Convert.ToUInt32(operationHex[..8], 16) % SubmissionGrains}");

    /// <param name="workerRef"><c>w_…</c></param>
    public static string Worker(string workerRef) => SubjectId.Worker(workerRef).Value;
    public static string Enterprise(string uscc) => SubjectId.Enterprise(uscc).Value;
    public static string MasterStudio(string id) => SubjectId.MasterStudio(id).Value;
    public static string Competition(string id) => SubjectId.Competition(id).Value;
    public static string TrainingPlan(string id) => $"pln-{id}";
    public static string Window(WindowId window) => $"{WindowPrefix}{window}";
    /// <param name="workerRef">The reference that becomes an alias.</param>
    public static string Merge(string workerRef) => $"{MergePrefix}{workerRef}";
    public static string ReportInputs(int year) => string.Create(CultureInfo.InvariantCulture, $"{ReportInputsPrefix}{year}");
    public static string Honours(int year) => string.Create(CultureInfo.InvariantCulture, $"{HonoursPrefix}{year}");
    /// <param name="owner">A USCC, <c>*</c> or <see cref="StaffOwner"/>.</param>
    public static string Webhooks(string owner) => $"{WebhooksPrefix}{owner}";
    public static string Courier(string webhookId) => $"{CourierPrefix}{webhookId}";
    public static string Batch(string batchId) => $"{BatchPrefix}{batchId}";
}
