using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>A case of two lines, and what may happen to it, event by event.</summary>
internal static class ApplicationsSamples
{
    public static readonly CaseNumber Number = CaseNumber.Parse("GS-2018Q1-000007");
    public static readonly DateTimeOffset At = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly SubsidyPolicy Policy =
        PolicyFile.Load(Checkout.At("policies", "gongshu-2018.json")).ContentOrThrow("gongshu-2018.json");

    public static readonly WorkingDayCalendar Calendar =
        CalendarFile.Load(Checkout.At("policies", "working-days-cn.json")).ContentOrThrow("working-days-cn.json");

    public static readonly Deadlines Deadlines = new(Calendar, Policy.Administrative);

    /// <summary>All papers of the programme but Annex 1.</summary>
    public static readonly DocumentKind[] Papers =
    [
        DocumentKind.IdentityDocument, DocumentKind.LabourContract, DocumentKind.SocialInsuranceProof, DocumentKind.CertificateRoster,
        DocumentKind.AssessmentInvoice, DocumentKind.BenefitRoster,
    ];

    public static CaseSubmitted Submitted(bool atCounter = false, params DocumentKind[] more) => new()
    {
        Form = new ApplicationForm
        {
            Programme = Programme.SkillUpgrade,
            Applicant = "91330105T0000000A1",
            Contact = new Contact("测试联系人", "12000000001"),
            Bank = new BankAccount("测试银行", "测试一号有限公司", "0001000000000000001"),
            Lines = [Line(1), Line(2)],
            Documents = [.. Papers.Concat(more).Select(kind => new DocumentGiven(kind, null, OnPaper: true))],
        },
        Window = Number.Window,
        Policy = Policy.Id,
        ApplicantName = "测试一号有限公司",
        Day = new DateOnly(2018, 3, 5),
        ReceivedAt = At,
        By = new Officer(atCounter ? "u-counter" : "portal-1", "测试申报"),
        AtCounter = atCounter,
        Lines =
        [
            new SubmittedLine(1, "w_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "330105********0011", "c_a", [Benefit(500, "a")]),
            new SubmittedLine(2, "w_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "330105********0022", "c_b", [Benefit(1000, "b")]),
        ],
    };

    public static DecisionMade Decision(Stage stage, DecisionOutcome outcome = DecisionOutcome.Pass, string by = "u-1", params LineDecision[] lines) => new()
    {
        Stage = stage,
        Round = 1,
        Outcome = outcome,
        By = new Officer(by, "测试经办"),
        At = At.AddDays((int)stage),
        Lines = lines,
        PapersSeen = Papers,
        Comment = outcome == DecisionOutcome.Pass ? null : "材料不符",
    };

    public static LineDecision Reject(int line, Benefit? benefit = null) => new(line, benefit, LineOutcome.Reject, LineReason.Other, "不符");

    /// <summary>The stored events of facts, chained.</summary>
    public static StoredEvent[] Chain(params CaseEvent[] facts)
    {
        var previous = EventChain.Genesis;
        var stored = new StoredEvent[facts.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            var one = NewEvent.After(previous, Number.ToString(), i + 1, TypeOf(facts[i]), "u", At, CaseEvents.Write(facts[i]));
            stored[i] = new(i + 1, one.Stream, one.Version, one.Type, one.Actor, one.At, one.Salt, one.Body, one.PreviousHash, one.Hash);
            previous = one.Hash;
        }
        return stored;
    }

    public static CaseState Fold(params CaseEvent[] facts) => CaseState.Fold(null, Chain(facts))!;

    public static string TypeOf(CaseEvent fact) => fact switch
    {
        CaseSubmitted => CaseEvents.Submitted,
        DecisionMade { Outcome: DecisionOutcome.Reject } => CaseEvents.Rejected,
        DecisionMade { Outcome: DecisionOutcome.Return } => CaseEvents.Returned,
        DecisionMade { Stage: Stage.Leader } => CaseEvents.Approved,
        DecisionMade => CaseEvents.Decided,
        CaseWithdrawn => CaseEvents.Withdrawn,
        CaseScheduled => CaseEvents.Scheduled,
        DecisionReversed => CaseEvents.Reversed,
        CaseAssigned => CaseEvents.Assigned,
        CaseResubmitted => CaseEvents.Resubmitted,
        CaseLapsed => CaseEvents.Lapsed,
        AppealFiled => CaseEvents.Appealed,
        AppealDecided => CaseEvents.AppealDecided,
        PaymentStopped => CaseEvents.Stopped,
        PaymentStopReleased => CaseEvents.StopReleased,
        CasePaid => CaseEvents.Paid,
        CasePaymentFailed => CaseEvents.PaymentFailed,
        CaseClawedBack => CaseEvents.ClawedBack,
        RepaymentRecorded => CaseEvents.Repaid,
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static RosterLine Line(int line) => new()
    {
        Line = line,
        Worker = new Person("测试一号", "330105196001010011", null, false),
        Certificate = new Certificate($"CS00000000000{line}", new Occupation("6-18-02-04", "焊工"), SkillLevel.Senior, new DateOnly(2018, 2, 11), null),
        Employment = new Employment(new DateOnly(2016, 7, 1), null, true, null),
        SignedByWorker = true,
    };

    private static SubmittedBenefit Benefit(long yuan, string worker) => new(
        Gongshu.Policy.Benefit.SkillUpgrade, Verdict.Eligible, Money.Yuan(yuan), "三(二)",
        [new StoredKey($"wk1-{worker}", $"skillUpgrade:certificate:c_{worker}"), new StoredKey($"wk1-{worker}", "skillUpgrade:6-18-02-04:senior")], []);
}
