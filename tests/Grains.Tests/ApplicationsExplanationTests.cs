using System.Text;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>Explanations of stored cases, as they were written before and since the registers' facts are kept with them.</summary>
public sealed class ApplicationsExplanationTests
{
    private const string Applicant = "91330105MA27ABCD4X";

    private static readonly StoredRegisters Registers = new() { Applicant = new([EnterpriseKind.Employer], InDistrict: true) };

    [Fact]
    public void What_the_registers_said_is_read_and_written_as_it_was_stored()
    {
        var text = File.ReadAllText(Checkout.At("tests", "Grains.Tests", "ApplicationsGolden", "registers", "case.submitted.json")).TrimEnd('\n');
        var submitted = Assert.IsType<CaseSubmitted>(CaseEvents.Read(CaseEvents.Submitted, Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text, Encoding.UTF8.GetString(CaseEvents.Write(submitted)));
        var registers = submitted.Registers!;
        Assert.Equal([EnterpriseKind.Employer, EnterpriseKind.TrainingSchool], registers.Applicant!.Kinds);
        Assert.True(registers.Applicant.InDistrict);
        Assert.Equal(("plan-1", Applicant, "6-18-02-04", SkillLevel.Senior, new DateOnly(2018, 1, 22)), (registers.Plan!.Id, registers.Plan.Applicant, registers.Plan.Occupation, registers.Plan.Level, registers.Plan.ClassStartsOn));
        Assert.Equal([new DateOnly(2018, 1, 8), null], registers.Plan.FiledOn);
        Assert.Equal(new StoredCompetition("competition-1", 2018, CompetitionClass.A, Applicant), registers.Competition);
        Assert.Equal(new StoredStudio("studio-1", Applicant, StudioLevel.Municipal, new DateOnly(2018, 2, 1), DistrictClaimed: true), registers.Studio);
    }

    [Fact]
    public void A_case_that_was_stored_before_says_nothing_of_the_registers_and_is_still_read()
    {
        var text = File.ReadAllText(Checkout.At("tests", "Grains.Tests", "ApplicationsGolden", "case.submitted.json"));
        Assert.Null(Assert.IsType<CaseSubmitted>(CaseEvents.Read(CaseEvents.Submitted, Encoding.UTF8.GetBytes(text))).Registers);
        var told = Explain(State(null), Registers, RegistersAsOf.Today);
        Assert.Equal((RegistersAsOf.Today, true), (told.RegistersAsOf, told.Agrees));
    }

    [Fact]
    public void What_does_not_come_to_the_same_again_is_said_and_not_hidden()
    {
        Assert.True(Explain(State(Registers), Registers, RegistersAsOf.Submission).Agrees);
        var stored = State(Registers);
        var other = stored with { Lines = Array.ConvertAll(stored.Lines, line => line with { Benefits = Array.ConvertAll(line.Benefits, benefit => benefit with { Amount = Money.Yuan(1_000) }) }) };
        var told = Explain(other, Registers, RegistersAsOf.Submission);
        Assert.False(told.Agrees);
        var benefit = Assert.Single(Assert.Single(told.Lines).Benefits);
        Assert.Equal((false, Verdict.Eligible, Verdict.Eligible), (benefit.Agrees, benefit.Verdict, benefit.JudgedAgain));
        var signature = stored with { Form = stored.Form with { Lines = Array.ConvertAll(stored.Form.Lines, line => line with { SignedByWorker = false }) } };
        var refused = Assert.Single(Assert.Single(Explain(signature, Registers, RegistersAsOf.Submission).Lines).Benefits);
        Assert.Equal((false, Verdict.Eligible, Verdict.NotEligible), (refused.Agrees, refused.Verdict, refused.JudgedAgain));
        Assert.Contains(refused.Steps, step => step is { Code: "not-signed-by-worker", Outcome: RuleOutcome.Failed });
    }

    [Fact]
    public void Keys_are_held_since_the_event_from_which_they_were_guarded_without_a_break()
    {
        var back = new DecisionReversed(Stage.Handler, 1, DecisionOutcome.Reject, "误判", new Officer("u-1", "测试经办"), ApplicationsSamples.At.AddDays(3), null);
        var events = ApplicationsSamples.Chain(ApplicationsSamples.Submitted(), ApplicationsSamples.Decision(Stage.Handler, DecisionOutcome.Reject), back);
        for (var i = 0; i < events.Length; i++) events[i] = events[i] with { At = ApplicationsSamples.At.AddDays(i) };
        var (held, key) = (new HeldSince(), ApplicationsSamples.Submitted().Lines[0].Benefits[0].Keys[0]);
        held.Fold(events[..1]);
        Assert.Equal(ApplicationsSamples.At, held.Of(1, Benefit.SkillUpgrade, key));
        held = new HeldSince();
        held.Fold(events[..2]);
        Assert.Null(held.Of(1, Benefit.SkillUpgrade, key));
        held = new HeldSince();
        held.Fold(events);
        Assert.Equal(ApplicationsSamples.At.AddDays(2), held.Of(1, Benefit.SkillUpgrade, key));
    }

    [Fact]
    public void Titles_are_in_the_language_that_was_asked_for_and_the_words_are_the_policys()
    {
        var (zh, en) = (Explain(State(Registers), Registers, RegistersAsOf.Submission), Explain(State(Registers), Registers, RegistersAsOf.Submission, english: true));
        Assert.Equal(("高技能人才补贴", "A worker's subsidy for a new certificate"), (zh.Title, en.Title));
        Assert.Equal(zh.Text, en.Text);
        Assert.Equal(zh.Rules.Select(rule => rule.Text), en.Rules.Select(rule => rule.Text));
        Assert.All(en.Rules, rule => Assert.All(rule.Title, c => Assert.True(char.IsAscii(c))));
    }

    private static ExplanationView Explain(CaseState state, StoredRegisters registers, RegistersAsOf asOf, bool english = false) =>
        new Explained(state, registers, ApplicationsSamples.Policy, ApplicationsSamples.Calendar, new HeldSince()) { English = english, Taken = new HashSet<ClaimKey>() }.View(asOf, [0], null);

    // One line of the samples, as the rules judge it.
    private static CaseState State(StoredRegisters? registers)
    {
        var sample = ApplicationsSamples.Submitted();
        var worker = sample.Lines[0].WorkerRef!;
        StoredKey Key(string text) => new(SubjectId.Worker(worker).Value, text);
        return ApplicationsSamples.Fold(sample with
        {
            Form = sample.Form with { Applicant = Applicant, Lines = [sample.Form.Lines[0]] },
            Lines = [sample.Lines[0] with { Benefits = [sample.Lines[0].Benefits[0] with { Keys = [Key("skillUpgrade:certificate:c_a"), Key("skillUpgrade:6-18-02-04:senior")] }] }],
            Registers = registers,
        });
    }
}
