namespace Gongshu.Policy.Tests.Cases;

/// <summary>The table of states and transitions against one written by hand: every act in every status.</summary>
public sealed class CaseTransitionsTests
{
    /// <summary>Act: from → to | to; a status that is not named refuses the act.</summary>
    private const string ByHand =
        """
        HandlerPasses: Submitted → Recommended
        ApproverPasses: Recommended → Endorsed
        LeaderPasses: Endorsed → Approved
        Returns: Submitted → Returned; Recommended → Returned; Endorsed → Returned
        Rejects: Submitted → Rejected; Recommended → Rejected; Endorsed → Rejected
        ReversesPass: Recommended → Submitted; Endorsed → Recommended; Approved → Endorsed
        ReversesReturn: Returned → Submitted | Recommended | Endorsed
        ReversesRejection: Rejected → Submitted | Recommended | Endorsed
        Assigns: Submitted → Submitted; Recommended → Recommended; Endorsed → Endorsed; Returned → Returned
        Resubmits: Returned → Submitted
        Lapses: Returned → Lapsed
        Withdraws: Submitted → Withdrawn; Recommended → Withdrawn; Endorsed → Withdrawn; Returned → Withdrawn
        Appeals: Rejected → Rejected; Approved → Approved; Scheduled → Scheduled; PaymentFailed → PaymentFailed; Paid → Paid; ClawedBack → ClawedBack
        UpholdsAppeal: Rejected → Rejected; Approved → Approved; Scheduled → Scheduled; PaymentFailed → PaymentFailed; Paid → Paid; ClawedBack → ClawedBack
        OverturnsAppeal: Rejected → Approved; Approved → Approved; Paid → Approved; ClawedBack → Approved; Scheduled → Scheduled; PaymentFailed → PaymentFailed
        Stops: Approved → Approved; Scheduled → Approved | Scheduled | PaymentFailed; PaymentFailed → PaymentFailed | Approved
        ReleasesStop: Approved → Approved | PaymentFailed; Scheduled → Scheduled; PaymentFailed → PaymentFailed
        Schedules: Approved → Scheduled; PaymentFailed → Scheduled; Scheduled → Scheduled
        Pays: Scheduled → Paid | Approved | Scheduled | PaymentFailed
        FailsPayment: Scheduled → PaymentFailed | Scheduled
        SendsBack: Paid → PaymentFailed; Approved → PaymentFailed; PaymentFailed → PaymentFailed; Scheduled → Scheduled
        ClawsBack: Paid → Paid | ClawedBack; Approved → Approved; Scheduled → Scheduled; PaymentFailed → PaymentFailed
        RecordsRepayment: ClawedBack → ClawedBack; Paid → Paid; Approved → Approved; Scheduled → Scheduled; PaymentFailed → PaymentFailed
        """;

    private static readonly Dictionary<(CaseAct, CaseStatus), HashSet<CaseStatus>> Expected = Read();

    [Fact]
    public void Every_act_in_every_status_leads_where_the_table_by_hand_says_and_nowhere_else()
    {
        foreach (var act in Enum.GetValues<CaseAct>())
        {
            foreach (var from in Enum.GetValues<CaseStatus>())
            {
                var lawful = Expected.GetValueOrDefault((act, from)) ?? [];
                Assert.True(CaseTransitions.Allows(from, act) == lawful.Count > 0, $"{act} in {from}");
                foreach (var to in Enum.GetValues<CaseStatus>())
                    Assert.True(CaseTransitions.Leads(from, act, to) == lawful.Contains(to), $"{act}: {from} → {to}");
            }
        }
    }

    [Fact]
    public void Every_act_has_a_row_and_every_status_can_be_reached()
    {
        Assert.Equal(Enum.GetValues<CaseAct>(), CaseTransitions.All.Select(row => row.Act).Distinct().Order());
        var reached = CaseTransitions.All.SelectMany(row => row.To).Append(CaseStatus.Submitted).Distinct().Order();
        Assert.Equal(Enum.GetValues<CaseStatus>(), reached);
    }

    [Fact]
    public void Withdrawn_and_lapsed_cases_are_over()
    {
        Assert.DoesNotContain(CaseTransitions.All, row => row.From is CaseStatus.Withdrawn or CaseStatus.Lapsed);
    }

    [Theory]
    [InlineData(true, true, true, true, CaseStatus.Scheduled)]
    [InlineData(false, true, true, true, CaseStatus.PaymentFailed)]
    [InlineData(false, false, true, true, CaseStatus.Approved)]
    [InlineData(false, false, false, true, CaseStatus.Paid)]
    [InlineData(false, false, false, false, CaseStatus.ClawedBack)]
    public void The_status_of_an_approved_case_follows_from_where_its_money_is(bool scheduled, bool failed, bool waiting, bool paid, CaseStatus expected) =>
        Assert.Equal(expected, CaseTransitions.OfMoney(scheduled, failed, waiting, paid));

    private static Dictionary<(CaseAct, CaseStatus), HashSet<CaseStatus>> Read() => (
        from line in ByHand.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let parts = line.Split(':', 2)
        from step in parts[1].Split(';')
        let ends = step.Split('→')
        select (Act: Enum.Parse<CaseAct>(parts[0]), From: Enum.Parse<CaseStatus>(ends[0].Trim()),
            To: ends[1].Split('|').Select(to => Enum.Parse<CaseStatus>(to.Trim())).ToHashSet()))
        .ToDictionary(row => (row.Act, row.From), row => row.To);
}
