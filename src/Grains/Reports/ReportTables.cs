using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>From the ledger's sums to the tables of a report. Pure.</summary>
internal sealed class ReportTables(WindowFigures figures)
{
    public ReportRow Totals => Row(figures.Cases, null, null);

    public ReportRow[] ByWindow => [.. figures.Cases.GroupBy(one => one.Window).OrderBy(group => group.Key).Select(group => Row(group, group.Key, null))];

    public ReportRow[] ByProgramme => [.. figures.Cases.GroupBy(one => one.Programme).OrderBy(group => group.Key).Select(group => Row(group, null, group.Key))];

    public ReportRow[] ByWindowAndProgramme =>
        [.. figures.Cases.GroupBy(one => (one.Window, one.Programme)).OrderBy(group => group.Key).Select(group => Row(group, group.Key.Window, group.Key.Programme))];

    public EnterpriseFigures[] TopEnterprises => Array.ConvertAll(figures.Applicants, one =>
        new EnterpriseFigures(one.Applicant, one.Name, one.Sum.Cases, one.Sum.Lines, one.Workers, Amounts(one.Sum)));

    private ReportRow Row(IEnumerable<CaseStatusSum> rows, WindowId? window, Programme? programme)
    {
        CaseStatusSum[] all = [.. rows];
        var sum = all.Aggregate(CaseSum.None, (before, one) => before + one.Sum);
        int In(CaseStatus status) => all.Where(one => one.Status == status).Sum(one => one.Sum.Cases);
        return new()
        {
            Window = window,
            Programme = programme,
            Cases = sum.Cases,
            ByStatus = new()
            {
                Submitted = In(CaseStatus.Submitted),
                Recommended = In(CaseStatus.Recommended),
                Endorsed = In(CaseStatus.Endorsed),
                Approved = In(CaseStatus.Approved),
                Scheduled = In(CaseStatus.Scheduled),
                Paid = In(CaseStatus.Paid),
                Returned = In(CaseStatus.Returned),
                Withdrawn = In(CaseStatus.Withdrawn),
                Rejected = In(CaseStatus.Rejected),
                Lapsed = In(CaseStatus.Lapsed),
                PaymentFailed = In(CaseStatus.PaymentFailed),
                ClawedBack = In(CaseStatus.ClawedBack),
            },
            Lines = sum.Lines,
            Workers = figures.Workers.SingleOrDefault(count => count.Window == window && count.Programme == programme)?.Workers ?? 0,
            Amounts = Amounts(sum),
        };
    }

    /// <summary>What a case is worth is held or approved; what is approved is in one of the places; what is left of what was asked for was refused.</summary>
    private static ReportAmounts Amounts(CaseSum sum)
    {
        var money = sum.Money;
        var standing = money.Waiting + money.Stopped + money.Scheduled + money.Failed + money.Paid;
        var undecided = sum.Amount - standing;
        var approved = standing + money.ClawedBack;
        return new(
            sum.Claimed, undecided, sum.Claimed - undecided - approved, approved,
            money.Waiting, money.Stopped, money.Scheduled, money.Failed, money.Paid, money.ClawedBack, money.Repaid);
    }
}
