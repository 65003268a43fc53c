using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Hosting;

/// <summary>Answers of grains, for tests of how the front shows them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2018, 3, 5, 1, 0, 0, TimeSpan.Zero);

    public static readonly WindowView Window = new()
    {
        Window = new WindowId(2018, 1),
        OpensOn = new DateOnly(2018, 3, 1),
        ClosesOn = new DateOnly(2018, 3, 31),
        Status = WindowStatus.Open,
        Overrides = [],
        Totals = new WindowTotalsView(0, Money.Zero, []),
        Version = 1,
    };

    public static readonly CaseView Case = new()
    {
        CaseNumber = new CaseNumber(new WindowId(2018, 1), 123),
        Status = CaseStatus.Submitted,
        Version = 7,
        Window = new WindowId(2018, 1),
        Policy = "gongshu-2018",
        Programme = Programme.SkillUpgrade,
        Applicant = new Organisation("91330105MA27ABCD4X", "测试一号有限公司"),
        Amount = Money.Yuan(1_500),
        AmountInWords = "壹仟伍佰元整",
        Receipt = "sha256:00",
        SubmittedAt = At,
        Lines =
        [
            new LineView
            {
                Line = 1,
                WorkerRef = "w_" + new string('a', 32),
                MaskedId = "3301**********1234",
                Name = "测试一号",
                Benefits =
                [
                    new BenefitView(Benefit.SkillUpgrade, Verdict.NotEligible, Money.Zero, "三(二)", [], [new ReasonView("certificate-in-future", "发证日期晚于申报之日", "The date lies in the future")], null),
                ],
            },
        ],
    };

    public static readonly BatchView Batch = new()
    {
        BatchId = "B-2018Q1-1",
        Window = new WindowId(2018, 1),
        Status = BatchState.Sealed,
        SealedAt = At,
        SealedBy = "u-1",
        Hash = "sha256:00",
        Total = Money.Zero,
        ByProgramme = [],
        ByPayee = [],
        Lines = [],
        Version = 1,
    };
}
