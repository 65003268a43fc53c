using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Simulations;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>Stored cases judged by drafts: what would be paid, and what stays out whatever the draft says.</summary>
public sealed class SimulationsTests
{
    private const string Applicant = "91330105MA27ABCD4X";
    private static readonly DateOnly Today = new(2018, 4, 20);
    private static readonly Dictionary<ClaimKey, CaseNumber> Nobody = [];
    private static readonly (CaseEvent[] Then, LetGo? LetGo, long Granted, long Paid)[] Lives =
    [
        ([], null, 500, 0),
        ([.. Passed()], null, 500, 0),
        ([.. Paid()], null, 500, 500),
        ([new CaseWithdrawn("测试", new Officer("portal-1", "测试申报"), ApplicationsSamples.At.AddDays(1))], LetGo.Withdrawn, 0, 0),
        ([ApplicationsSamples.Decision(Stage.Handler, DecisionOutcome.Reject)], LetGo.Rejected, 0, 0),
        ([ApplicationsSamples.Decision(Stage.Handler, DecisionOutcome.Return) with { DueOn = Today }], null, 500, 0),
        ([ApplicationsSamples.Decision(Stage.Handler, DecisionOutcome.Return) with { DueOn = Today.AddDays(-1) }], LetGo.Lapsed, 0, 0),
        ([.. Paid(), new CaseClawedBack([new ClawbackLine(1, null)], "测试", false, new Officer("u-f", "测试财务"), ApplicationsSamples.At.AddDays(9))], LetGo.ClawedBack, 0, 0),
    ];

    [Fact]
    public void The_policy_that_judged_a_case_pays_what_it_granted_and_what_was_let_go_stays_out_under_any()
    {
        foreach (var (then, letGo, granted, paid) in Lives)
        {
            var state = State([Line(1)], then);
            var same = Single(state, ApplicationsSamples.Policy);
            Assert.Equal((letGo, SimulatedAmounts.Of(Money.Yuan(granted), Money.Yuan(paid), Money.Yuan(granted))), (same.LetGo, same.Amounts));
            var richer = Single(state, Draft(file => Senior(file)["senior"] = 700));
            Assert.Equal(Money.Yuan(letGo is null ? 200 : 0), richer.Amounts.Difference);
        }
    }

    [Fact]
    public void A_line_that_was_turned_away_earns_nothing_else_and_the_others_go_on()
    {
        CaseEvent[] then = [ApplicationsSamples.Decision(Stage.Handler, DecisionOutcome.Pass, "u-1", ApplicationsSamples.Reject(1)), .. Passed().Skip(1)];
        var drafted = Judge(State([Line(1), Line(2)], then), Draft(file => Senior(file)["senior"] = 700));
        var taken = new TakenKeys();
        var rejected = Assert.Single(drafted.Line(0, taken, Nobody));
        Assert.Equal((LetGo.Rejected, SimulatedAmounts.None), (rejected.LetGo, rejected.Amounts));
        // Its key is free for somebody else, as it is in truth.
        Assert.All(rejected.Judged!.Keys, key => Assert.Null(taken.HolderOf(key)));
        Assert.Equal(SimulatedAmounts.Of(Money.Yuan(500), Money.Zero, Money.Yuan(700)), Assert.Single(drafted.Line(1, taken, Nobody)).Amounts);
    }

    [Fact]
    public void Keys_of_the_draft_are_given_once_in_a_window()
    {
        var once = Draft(file => Choose(file, "oncePerPerson", "inALife"));
        var (first, second) = (State([Line(1)]), State([Line(1, SkillLevel.Technician, worker: 1, certificate: 2)]) with { Number = CaseNumber.Parse("GS-2018Q1-000008") });
        var taken = new TakenKeys();
        Assert.Equal(Verdict.Eligible, Assert.Single(Judge(first, once).Line(0, taken, Nobody)).Verdict);
        var repeated = Assert.Single(Judge(second, once).Line(0, taken, Nobody));
        Assert.Equal((Verdict.Duplicate, first.Number, Money.Yuan(-1_000)), (repeated.Verdict, repeated.HeldBy, repeated.Amounts.Difference));

        taken = new TakenKeys();
        Judge(first, ApplicationsSamples.Policy).Line(0, taken, Nobody);
        Assert.Equal(Money.Zero, Assert.Single(Judge(second, ApplicationsSamples.Policy).Line(0, taken, Nobody)).Amounts.Difference);
    }

    [Fact]
    public void A_claim_of_an_earlier_window_holds_its_key_and_one_of_a_later_does_not()
    {
        var once = Draft(file => Choose(file, "oncePerPerson", "inALife"));
        var drafted = Judge(State([Line(1)]), once);
        var key = Assert.Single(drafted.KeysToAsk(), key => key.Key == "skillUpgrade:once");
        DraftedBenefit With(string holder) => Assert.Single(drafted.Line(0, new TakenKeys(), new Dictionary<ClaimKey, CaseNumber> { [key] = CaseNumber.Parse(holder) }));
        Assert.Equal((Verdict.Duplicate, CaseNumber.Parse("GS-2017Q4-000001")), (With("GS-2017Q4-000001").Verdict, With("GS-2017Q4-000001").HeldBy));
        Assert.Equal(Verdict.Eligible, With("GS-2018Q2-000001").Verdict);
        // Under its own policy nothing has to be asked: the case holds its keys itself.
        Assert.Empty(Judge(State([Line(1)]), ApplicationsSamples.Policy).KeysToAsk());
    }

    [Fact]
    public void What_a_claim_kept_out_that_was_let_go_since_stays_out_only_where_the_draft_has_all_its_keys()
    {
        var state = State([Line(1)]);
        state = state with
        {
            Claims = [],
            Lines = [state.Lines[0] with { Benefits = [state.Lines[0].Benefits[0] with { Verdict = Verdict.Duplicate, Amount = Money.Zero }] }],
        };
        var same = Single(state, ApplicationsSamples.Policy);
        Assert.Equal((Verdict.Duplicate, null, SimulatedAmounts.None), (same.Verdict, same.HeldBy, same.Amounts));
        var wider = Single(state, Draft(file => Choose(file, "secondCertificate", "allowedForAnotherNumber")));
        Assert.Equal((Verdict.Eligible, Money.Yuan(500)), (wider.Verdict, wider.Amounts.Difference));
        // Who holds the key still holds it under the draft.
        var key = Judge(state, ApplicationsSamples.Policy).KeysToAsk().First(key => key.Key.EndsWith(":senior", StringComparison.Ordinal));
        var holders = new Dictionary<ClaimKey, CaseNumber> { [key] = CaseNumber.Parse("GS-2017Q4-000003") };
        Assert.Equal(CaseNumber.Parse("GS-2017Q4-000003"), Assert.Single(Judge(state, ApplicationsSamples.Policy).Line(0, new TakenKeys(), holders)).HeldBy);
    }

    [Fact]
    public void A_reason_about_the_application_or_a_programme_that_is_gone_pays_nothing()
    {
        var school = Draft(file => Programme(file, "skillUpgrade")["applicantKinds"]![0]!["kinds"] = new JsonArray("trainingSchool"));
        var refused = Judge(State([Line(1)]), school);
        Assert.Equal(RefusalCode.ApplicantKindNotEntitled, Assert.Single(refused.Evaluation.Reasons).Code);
        Assert.Equal((Verdict.NotEligible, Money.Yuan(-500)), (Single(State([Line(1)]), school).Verdict, Single(State([Line(1)]), school).Amounts.Difference));

        var gone = Draft(file => file["programmes"]!.AsArray().Remove(Programme(file, "skillUpgrade")));
        var without = Single(State([Line(1)]), gone);
        Assert.Equal((Verdict.NotEligible, (BenefitVerdict?)null, Money.Yuan(-500)), (without.Verdict, without.Judged, without.Amounts.Difference));
    }

    [Fact]
    public void Pages_follow_one_another_and_the_sums_are_of_all()
    {
        var draft = Draft(file => Senior(file)["technician"] = 1_200);
        var state = State([Line(1), Line(2, SkillLevel.Technician), Line(3), Line(4, SkillLevel.Technician), Line(5, SkillLevel.Technician)]);
        (int[] Lines, string? Next, SimulationTotals Totals) Page(string? after, bool differing)
        {
            var place = default((CaseNumber, int));
            Assert.True(after is null || SimulationPage.TryParse(after, out place));
            var page = new SimulationPage(2, differing, after is null ? null : place);
            var (drafted, taken, figures) = (Judge(state, draft), new TakenKeys(), new SimulationFigures());
            figures.Add(drafted, byRegistersOfToday: false);
            for (var i = 0; i < state.Lines.Length; i++)
            {
                var line = drafted.Line(i, taken, Nobody);
                page.Offer(drafted, i, line, figures.Add(state.Form.Programme, line));
            }

            return (Array.ConvertAll(page.Lines, line => line.Line), page.Next, figures.Totals);
        }

        var first = Page(null, differing: false);
        Assert.Equal([1, 2], first.Lines);
        Assert.Equal([3, 4], Page(first.Next, differing: false).Lines);
        var last = Page(Page(first.Next, differing: false).Next, differing: false);
        Assert.Equal([5], last.Lines);
        Assert.Null(last.Next);
        Assert.Equal([2, 4], Page(null, differing: true).Lines);
        Assert.Equal([5], Page(Page(null, differing: true).Next, differing: true).Lines);
        Assert.Equal((1, 5, 3, 0, Money.Yuan(600)), (last.Totals.Cases, last.Totals.Lines, last.Totals.LinesWithMore, last.Totals.LinesWithLess, last.Totals.Amounts.Difference));
        Assert.All(new[] { "", ".", "GS-2018Q1-000007", "GS-2018Q1-000007.-1", "x.1" }, text => Assert.False(SimulationPage.TryParse(text, out _)));
    }

    [Fact]
    public void What_cannot_be_known_is_said_where_it_matters()
    {
        SimulationLimit[] Of(SubsidyPolicy draft) => SimulationLimits.Of(draft, ApplicationsSamples.Policy, [ApplicationsSamples.Policy], english: false);
        Assert.Equal([NotKnown.RefusedAtSubmission], Of(ApplicationsSamples.Policy).Select(limit => limit.Code));
        Assert.Equal([NotKnown.RefusedAtSubmission, NotKnown.KeysOfEarlierClaims], Of(Draft(file => Choose(file, "oncePerPerson", "inALife"))).Select(limit => limit.Code));
        Assert.Equal([NotKnown.RefusedAtSubmission, NotKnown.FactsNotAsked], Of(Draft(file => Choose(file, "upgradeWithoutPlan", "refused"))).Select(limit => limit.Code));
    }

    private static CaseEvent[] Passed() => [ApplicationsSamples.Decision(Stage.Handler), ApplicationsSamples.Decision(Stage.Approver, by: "u-2"), ApplicationsSamples.Decision(Stage.Leader, by: "u-3")];

    private static CaseEvent[] Paid() =>
        [.. Passed(), new CaseScheduled("B-2018Q1-1", ApplicationsSamples.At.AddDays(7)), new CasePaid("B-2018Q1-1", 1, new DateOnly(2018, 4, 9), ApplicationsSamples.At.AddDays(8))];

    private static DraftedBenefit Single(CaseState state, SubsidyPolicy draft) => Assert.Single(Judge(state, draft).Line(0, new TakenKeys(), Nobody));

    private static DraftedCase Judge(CaseState state, SubsidyPolicy draft) => DraftedCase.Judge(state, state.Registers!, draft, ApplicationsSamples.Calendar, Today);

    private static RosterLine Line(int line, SkillLevel level = SkillLevel.Senior, int? worker = null, int? certificate = null) =>
        ApplicationsSamples.Submitted().Form.Lines[0] with
        {
            Line = line,
            Worker = new Person($"测试{worker ?? line}", "330105196001010011", null, false),
            Certificate = new Certificate($"CS{certificate ?? line}", new Occupation("6-18-02-04", "焊工"), level, new DateOnly(2018, 2, 11), null),
        };

    /// <summary>A case of these lines as the policy of the samples judges it; a worker's number stands in the name.</summary>
    private static CaseState State(RosterLine[] lines, params CaseEvent[] then)
    {
        var sample = ApplicationsSamples.Submitted();
        var bare = sample with
        {
            Form = sample.Form with { Applicant = Applicant, Lines = lines },
            Registers = new() { Applicant = new([EnterpriseKind.Employer], InDistrict: true) },
            Lines = Array.ConvertAll(lines, line => new SubmittedLine(
                line.Line, "w_" + line.Worker.Name[2..].PadLeft(32, 'a'), "330105********0011", "c_" + line.Certificate!.Number, [])),
        };
        var judged = Judge(ApplicationsSamples.Fold(bare), ApplicationsSamples.Policy).Evaluation;
        return ApplicationsSamples.Fold([bare with
        {
            Lines = [.. bare.Lines.Select((line, i) => line with
            {
                Benefits = Array.ConvertAll(judged.Lines[i].Benefits, benefit => new SubmittedBenefit(
                    benefit.Benefit, benefit.Verdict, benefit.Amount, benefit.Clause, Array.ConvertAll(benefit.Keys, key => new StoredKey(key.Subject.Value, key.Key)), [])),
            })],
        }, .. then]);
    }

    private static SubsidyPolicy Draft(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(Checkout.At("policies", "gongshu-2018.json")))!.AsObject();
        change(file);
        return PolicyFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString()))).ContentOrThrow("draft");
    }

    private static JsonNode Programme(JsonObject file, string name) => Assert.Single(file["programmes"]!.AsArray(), one => (string?)one!["programme"] == name)!;

    private static JsonNode Senior(JsonObject file) => Programme(file, "skillUpgrade")["benefits"]![0]!["amount"]!["yuan"]!;

    private static void Choose(JsonObject file, string reading, string value)
    {
        var entry = file["readings"]![reading]!;
        var all = entry["alternatives"]!.AsArray().Select(other => (string)other!).Append((string)entry["value"]!).ToArray();
        entry["value"] = value;
        entry["alternatives"] = new JsonArray([.. all.Where(other => other != value).Select(other => JsonValue.Create(other))]);
    }
}
