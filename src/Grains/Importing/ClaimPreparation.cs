using Gongshu.Grains.Submission;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>From rows of a list to claims with their keys, and what the policy finds wrong with them. Pure.</summary>
/// <param name="aliases">References that were merged into another: claims are made for that one.</param>
internal sealed class ClaimPreparation(
    PolicyBook policies, WorkingDayCalendar calendar, Pseudonymiser pseudonyms, IReadOnlyDictionary<SubjectId, SubjectId> aliases, ImportOrder order)
{
    private const string Required = "required", OutOfRange = "out-of-range";

    public List<ImportFault> Faults { get; } = [];

    public List<PreparedClaim> Claims { get; } = [];

    public void Prepare(PaidClaim claim)
    {
        var (window, policy) = WindowOf(claim.PaidOn);
        if (!policy.IsInForce(claim.PaidOn)) Fault(claim, "拨付日期", OutOfRange, "该日没有生效的政策。", "No policy was in force on that day.");
        var id = claim.IdNumber is null ? default(ResidentId?) : ResidentId.TryParse(claim.IdNumber, PolicyTime.DayOf(order.Now), out var read) ? read : null;
        var worker = id is { } known ? Newest(pseudonyms.Worker(known)) : null;
        var certificate = CertificateNumber.TryParse(claim.CertificateNumber, out var number) ? pseudonyms.Certificate(number) : null;
        var terms = PaidEntitlement.Of(claim, policy, calendar, worker, certificate);
        if (terms.Clause is not { } clause)
        {
            Fault(claim, "补贴项目", "unknown-value", "该举措没有这个补贴项目。", "The programme has no such benefit.");
            return;
        }

        foreach (var missing in terms.Missing) NoteMissing(claim, missing);
        if (terms.Missing.Length > 0) return;
        if (terms.Amount is not { } amount)
        {
            Fault(claim, "等级", OutOfRange, "政策对该等级没有这项补贴。", "The policy pays nothing of this kind at this level.");
            return;
        }

        if (amount != claim.Amount && !order.AcceptAmounts)
            Fault(claim, "金额", "amount-mismatch", $"政策金额为 {amount} 元。确按所填金额拨付的，用 --accept-amounts 导入。", $"The policy pays {amount}. If the other amount was paid, import with --accept-amounts.");
        Claims.Add(new(claim, policy, window, worker, id?.Masked, certificate, clause, terms.Keys));
    }

    /// <summary>The window after whose applications it was paid: the newest that had opened by then, at the earliest the policy's first.</summary>
    private (WindowId Window, SubsidyPolicy Policy) WindowOf(DateOnly paidOn)
    {
        var window = WindowId.OfDay(paidOn);
        if (new DateOnly(window.Year, window.Quarter * 3, 1) > paidOn) window = window.Previous;
        var policy = policies.For(window);
        var first = WindowId.OfDay(policy.ValidFrom);
        return (window < first ? first : window, policy);
    }

    private string Newest(string workerRef) => aliases.TryGetValue(SubjectId.Worker(workerRef), out var into) ? into.PublicId : workerRef;

    private void NoteMissing(PaidClaim claim, PaidEntitlement.Lacking missing)
    {
        var columns = missing switch
        {
            PaidEntitlement.Lacking.Certificate => new (string, bool)[]
            {
                ("证书编号", claim.CertificateNumber is null), ("职业编码", claim.Occupation is null), ("等级", claim.Level is null), ("发证日期", claim.IssuedOn is null),
            },
            PaidEntitlement.Lacking.Competition => [("竞赛编号", true)],
            PaidEntitlement.Lacking.Studio => [("工作室编号", claim.Studio is null), ("工作室级别", claim.StudioLevel is null)],
            PaidEntitlement.Lacking.Education => [("学历", true)],
            PaidEntitlement.Lacking.Edition => [("届次", claim.Edition is null), ("职业（工种）", claim.OccupationName is null)],
            _ => [("身份证", true)],
        };
        foreach (var (column, absent) in columns)
            if (absent) Fault(claim, column, Required, "必填：没有它就不能防止重复享受。", "This is required: without it the payment blocks no duplicate.");
    }

    private void Fault(PaidClaim claim, string column, string code, string zh, string en) => Faults.Add(new(claim.Row, column, code, zh, en));
}
