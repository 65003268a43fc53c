using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>Faults of shape that need the registries, the calendar or the policy to be seen.</summary>
internal static class InputFaults
{
    /// <summary>All of them at once, or null.</summary>
    public static Refusal? Of(PreparedApplication prepared)
    {
        var faults = new List<InputFault>();
        if (prepared.Applicant is { Bank: null } && prepared.Form.Bank is null)
            faults.Add(new("/bank", "required", "企业与申请均未提供收款账户。"));
        for (var i = 0; i < prepared.Form.Documents.Length; i++)
            if (prepared.Form.Documents[i].Attachment is { } attachment && !prepared.Attachments.Contains(attachment))
                faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/documents/{i}/attachment"), "unknown-value", "没有这个附件。"));
        var unknownYear = Paper(prepared, faults);
        Repeats(prepared, faults);
        if (faults.Count > 0) return Refusal.Invalid([.. faults]);
        return unknownYear is null ? null : new() { Code = ProblemCode.CalendarYearUnknown, Detail = $"{unknownYear}年的工作日安排尚未公布。" };
    }

    /// <returns>A year that the calendar does not have, without which the paper's days cannot be counted.</returns>
    private static int? Paper(PreparedApplication prepared, List<InputFault> faults)
    {
        if (prepared.Form.ReceivedOnPaper is not { } paper) return null;
        var today = PolicyTime.DayOf(prepared.ReceivedAt);
        var days = prepared.Policy.Administrative.PaperReceivedWorkingDays;
        var last = prepared.Calendar.AddWorkingDays(paper.On, days);
        if (paper.On <= today && !last.IsKnown) return last.UnknownYear;
        if (paper.On > today || last.Value < today)
            faults.Add(new("/receivedOnPaper/on", "out-of-range", $"收件日期不得晚于今日，且须在收件后{days}个工作日内录入。"));
        return null;
    }

    /// <summary>Lines that repeat a worker, a certificate or an entitlement key; every pointer concerned is named.</summary>
    private static void Repeats(PreparedApplication prepared, List<InputFault> faults)
    {
        foreach (var repeat in RosterRepeats.Find(prepared.Facts, prepared.Policy))
            foreach (var i in repeat.Indexes)
                faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), repeat.Code, "名册中有两行重复：同一人、同一证书或同一享受资格。"));
    }
}
