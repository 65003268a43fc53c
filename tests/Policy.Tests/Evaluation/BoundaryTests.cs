namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>The day before, the day itself and the day after, for every rule that looks at a date (<c>rules.md</c> §2 to §4).</summary>
public sealed class BoundaryTests
{
    [Theory]
    [InlineData("2018-03-05", true)]
    [InlineData("2018-03-06", false)]
    public void A_certificate_may_be_dated_on_the_day_of_application_but_not_later(string issued, bool eligible) =>
        AssertCode(eligible, "certificate-in-future", Cases.Of(Programme.SkillUpgrade).Issued(issued));

    [Theory]
    [InlineData("2017-12-31", false)]
    [InlineData("2018-01-01", true)]
    public void A_certificate_may_be_as_old_as_the_policy(string issued, bool eligible) =>
        AssertCode(eligible, "certificate-before-policy", Cases.Of(Programme.SkillUpgrade).Issued(issued));

    [Theory]
    [InlineData("2018-11-30", "2018-12-31", "2018Q4", true)]
    [InlineData("2018-11-30", "2019-03-01", "2019Q1", false)]
    [InlineData("2018-12-01", "2019-03-01", "2019Q1", true)]
    [InlineData("2018-12-31", "2019-12-31", "2019Q4", true)]
    [InlineData("2018-12-31", "2020-03-01", "2020Q1", false)]
    [InlineData("2018-01-01", "2018-12-31", "2018Q4", true)]
    [InlineData("2019-01-02", "2019-01-03", "2018Q4", false)]
    public void A_certificate_is_good_for_the_windows_of_its_year_and_at_its_end_for_the_next(string issued, string day, string window, bool eligible) =>
        AssertCode(eligible, "certificate-year-passed", Cases.Of(Programme.SkillUpgrade).Issued(issued).At(day, window)
            .With(l => l with { Employment = l.Employment! with { ContractTo = null } }));

    [Theory]
    [InlineData("2018-01-21", false)]
    [InlineData("2018-01-22", true)]
    public void A_certificate_may_be_issued_on_the_day_that_the_class_started(string issued, bool eligible) =>
        AssertCode(eligible, "certificate-before-class", Cases.Of(Programme.SkillTraining).Issued(issued));

    [Theory]
    [InlineData("2018-03-05", null, true)]
    [InlineData("2018-03-06", null, false)]
    [InlineData("2016-01-01", "2018-03-05", true)]
    [InlineData("2016-01-01", "2018-03-04", false)]
    public void A_contract_is_in_force_on_its_first_and_last_day(string from, string? to, bool eligible)
    {
        var last = to is null ? (DateOnly?)null : Vectors.Day(to);
        AssertCode(eligible, "contract-not-in-force", Cases.Of(Programme.SkillTraining).With(l => l with { Employment = new(Vectors.Day(from), last, false) }));
        AssertCode(eligible, "contract-not-in-force", Cases.Of(Programme.SkillUpgrade).With(l => l with { Employment = new(Vectors.Day(from), last, true) }));
    }

    [Theory]
    [InlineData("2018-03-05", null, true)]
    [InlineData("2018-03-06", null, false)]
    [InlineData("2018-02-01", "2018-03-05", true)]
    [InlineData("2018-02-01", "2018-03-04", false)]
    public void The_contract_of_a_hiring_is_in_force_on_its_first_and_last_day(string from, string? to, bool eligible) =>
        AssertCode(eligible, "contract-not-in-force", Cases.Of(Programme.InternshipHiring)
            .With(l => l with { Internship = l.Internship! with { ContractFrom = Vectors.Day(from), ContractTo = to is null ? null : Vectors.Day(to) } }));

    [Theory]
    [InlineData("2018-03-05", "2018-03-05", true)]
    [InlineData("2018-03-06", "2018-03-06", false)]
    public void An_internship_may_end_on_the_day_of_application(string to, string hired, bool eligible)
    {
        var facts = Cases.Of(Programme.InternshipHiring).With(l => l with { Internship = l.Internship! with { To = Vectors.Day(to), ContractFrom = Vectors.Day(hired) } });

        Assert.Equal(!eligible, facts.Codes().Contains("internship-not-finished"));
        Assert.Equal(eligible, facts.Judge().IsEligible);
    }

    [Theory]
    [InlineData("2018-01-30", false)]
    [InlineData("2018-01-31", true)]
    [InlineData("2018-02-01", true)]
    public void Someone_may_be_hired_on_the_last_day_of_the_internship(string hired, bool eligible) =>
        AssertCode(eligible, "hired-before-internship-ended", Cases.Of(Programme.InternshipHiring).With(l => l with { Internship = l.Internship! with { ContractFrom = Vectors.Day(hired) } }));

    [Theory]
    [InlineData("2017-12-31", false)]
    [InlineData("2018-01-01", true)]
    public void Someone_may_be_hired_on_the_first_day_of_the_policy(string hired, bool eligible) =>
        AssertCode(eligible, "hired-before-policy", Cases.Of(Programme.InternshipHiring)
            .With(l => l with { Internship = l.Internship! with { To = new(2017, 12, 1), ContractFrom = Vectors.Day(hired) } }));

    [Theory]
    [InlineData("2017-12-31", "recognised-before-policy")]
    [InlineData("2018-01-01", null)]
    [InlineData("2018-03-05", null)]
    [InlineData("2018-03-06", "recognition-in-future")]
    public void A_studio_is_recognised_between_the_policys_first_day_and_today(string day, string? code)
    {
        var facts = Cases.Of(Programme.MasterStudio);

        Assert.Equal(code is null ? [] : [code], (facts with { Studio = facts.Studio! with { RecognisedOn = Vectors.Day(day) } }).Codes());
    }

    [Theory]
    [InlineData("2017-12-31", "award-before-policy")]
    [InlineData("2018-01-01", null)]
    [InlineData("2018-03-05", null)]
    [InlineData("2018-03-06", "award-in-future")]
    public void An_award_is_announced_between_the_policys_first_day_and_today(string day, string? code) =>
        Assert.Equal(code is null ? [] : [code], Cases.Of(Programme.WorldSkills).With(l => l with { Award = l.Award! with { AnnouncedOn = Vectors.Day(day) } }).Codes());

    [Fact]
    public void Studio_hiring_and_award_have_no_limit_of_years()
    {
        Assert.True(Cases.Of(Programme.MasterStudio).At("2021-06-01", "2021Q2").Judge().IsEligible);
        Assert.True(Cases.Of(Programme.InternshipHiring).At("2021-06-01", "2021Q2").Judge().IsEligible);
        Assert.True(Cases.Of(Programme.WorldSkills).At("2021-06-01", "2021Q2").Judge().IsEligible);
    }

    public static TheoryData<string, string, bool, bool> Filings()
    {
        var rows = new TheoryData<string, string, bool, bool>();
        foreach (var row in Vectors.Rows("working-days-vectors.tsv"))
            rows.Add(row[0], row[1], row[3] == "true", row[4] == "true");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Filings))]
    public void A_plan_is_filed_in_time_as_the_vectors_say_under_both_readings(string filedOn, string classStartsOn, bool atLeast, bool within)
    {
        var (filed, starts) = (Vectors.Day(filedOn), Vectors.Day(classStartsOn));

        Assert.Equal(atLeast, TrainingPlanFiling.Judge(Policies.Gongshu, Vectors.Calendar, filed, starts).Value.InTime);
        Assert.Equal(within, TrainingPlanFiling.Judge(Policies.With(("planFiling", "within")), Vectors.Calendar, filed, starts).Value.InTime);
    }

    [Theory]
    [InlineData("2018-01-10", true)]
    [InlineData("2018-01-11", false)]
    public void A_trainee_is_judged_by_the_day_that_named_this_trainee(string filedOn, bool eligible)
    {
        var facts = Cases.Of(Programme.SkillTraining);
        var late = facts with
        {
            Plan = facts.Plan! with { FiledOn = new Dictionary<string, DateOnly> { [Cases.Worker(0)] = Vectors.Day(filedOn), [Cases.Worker(1)] = Cases.Filed } },
            Lines = [Cases.Line(Programme.SkillTraining), Cases.Line(Programme.SkillTraining, 1)],
        };

        var lines = late.Judge().Lines;

        Assert.Equal(eligible, lines[0].HasEligible);
        Assert.True(lines[1].HasEligible);
        Assert.Empty(late.Judge().Reasons);
    }

    [Fact]
    public void A_year_without_a_calendar_is_refused_and_not_guessed()
    {
        var facts = Cases.Of(Programme.SkillTraining);
        var evaluation = Evaluator.Evaluate(facts, Policies.Gongshu, WorkingDayCalendar.Empty);

        Assert.Equal([RefusalCode.CalendarYearUnknown], evaluation.Lines[0].Benefits[0].Reasons.Select(reason => reason.Code));
        Assert.Contains("2018", evaluation.Lines[0].Benefits[0].Reasons[0].DetailZh, StringComparison.Ordinal);
    }

    private static void AssertCode(bool eligible, string code, ApplicationFacts facts)
    {
        Assert.Equal(eligible ? [] : [code], facts.Codes());
        Assert.Equal(eligible, facts.Judge().IsEligible);
    }
}
