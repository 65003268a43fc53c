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
            if (prepared.Form.Documents[i].Attachment is not null)
                faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/documents/{i}/attachment"), "unknown-value", "没有这个附件。"));
        Paper(prepared, faults);
        Repeats(prepared, faults);
        return faults.Count == 0 ? null : Refusal.Invalid([.. faults]);
    }

    private static void Paper(PreparedApplication prepared, List<InputFault> faults)
    {
        if (prepared.Form.ReceivedOnPaper is not { } paper) return;
        var today = PolicyTime.DayOf(prepared.ReceivedAt);
        var latest = prepared.Calendar.AddWorkingDays(paper.On, prepared.Policy.Administrative.PaperReceivedWorkingDays);
        if (paper.On > today || !latest.IsKnown || today > latest.Value)
            faults.Add(new("/receivedOnPaper/on", "out-of-range", "纸质材料的收件日期不在允许的期限内。"));
    }

    /// <summary>Lines that repeat a worker, a certificate or an entitlement key; every pointer concerned is named.</summary>
    private static void Repeats(PreparedApplication prepared, List<InputFault> faults)
    {
        foreach (var repeat in RosterRepeats.Find(prepared.Facts, prepared.Policy))
            foreach (var i in repeat.Indexes)
                faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), repeat.Code, "名册中有两行重复：同一人、同一证书或同一享受资格。"));
    }
}
