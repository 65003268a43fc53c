namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>Who gets what: each row of <c>rules.md</c> §1, with amounts, clauses and entitlement keys.</summary>
public sealed class BenefitTests
{
    private static readonly string W = Cases.Worker(0);
    private static readonly string C = Cases.CertificateNo(0);

    [Theory]
    [InlineData(SkillLevel.Junior, new[] { "assessment 50.00" })]
    [InlineData(SkillLevel.Intermediate, new[] { "assessment 50.00" })]
    [InlineData(SkillLevel.Senior, new[] { "assessment 50.00", "training 200.00" })]
    [InlineData(SkillLevel.Technician, new[] { "assessment 50.00", "training 200.00" })]
    [InlineData(SkillLevel.SeniorTechnician, new[] { "assessment 50.00", "training 200.00" })]
    public void Pays_50_for_any_level_and_200_from_senior_on(SkillLevel level, string[] expected) =>
        Assert.Equal(expected, Cases.Of(Programme.SkillTraining).With(l => l with { Certificate = l.Certificate! with { Level = level } }).Paid());

    [Theory]
    [InlineData(SkillLevel.Junior, new string[0])]
    [InlineData(SkillLevel.Intermediate, new string[0])]
    [InlineData(SkillLevel.Senior, new[] { "skillUpgrade 500.00" })]
    [InlineData(SkillLevel.Technician, new[] { "skillUpgrade 1000.00" })]
    [InlineData(SkillLevel.SeniorTechnician, new[] { "skillUpgrade 1500.00" })]
    public void Pays_the_worker_by_level(SkillLevel level, string[] expected) =>
        Assert.Equal(expected, Cases.Of(Programme.SkillUpgrade).With(l => l with { Certificate = l.Certificate! with { Level = level } }).Paid());

    [Theory]
    [InlineData(SkillLevel.Junior)]
    [InlineData(SkillLevel.Intermediate)]
    [InlineData(SkillLevel.Senior)]
    [InlineData(SkillLevel.Technician)]
    [InlineData(SkillLevel.SeniorTechnician)]
    public void Pays_the_organiser_500_for_any_level(SkillLevel level) =>
        Assert.Equal(["competitionTraining 500.00"], Cases.Of(Programme.CompetitionTraining).With(l => l with { Certificate = l.Certificate! with { Level = level } }).Paid());

    [Theory]
    [InlineData(StudioLevel.District, "20000.00", "masterStudio:district")]
    [InlineData(StudioLevel.Municipal, "50000.00", "masterStudio:municipalOrAbove")]
    [InlineData(StudioLevel.Provincial, "50000.00", "masterStudio:municipalOrAbove")]
    [InlineData(StudioLevel.National, "50000.00", "masterStudio:municipalOrAbove")]
    public void Pays_the_host_by_the_studios_level(StudioLevel level, string amount, string key)
    {
        var facts = Cases.Of(Programme.MasterStudio);
        facts = facts with { Studio = facts.Studio! with { Level = level, DistrictClaimed = true } };

        Assert.Equal([$"masterStudio {amount}"], facts.Paid());
        Assert.Equal([$"masterStudio studio-1 {key}"], facts.Keys());
    }

    [Theory]
    [InlineData(Education.Associate, "800.00")]
    [InlineData(Education.Bachelor, "800.00")]
    [InlineData(Education.Master, "1000.00")]
    [InlineData(Education.Doctor, "1000.00")]
    public void Pays_the_base_by_education(Education education, string amount) =>
        Assert.Equal([$"internshipHiring {amount}"], Cases.Of(Programme.InternshipHiring).With(l => l with { Internship = l.Internship! with { Education = education } }).Paid());

    [Theory]
    [InlineData(AwardKind.NationalTeamTopThree, "nationalTeamTopThree 50000.00", "worker {0} worldSkills:45:nationalTeamTopThree")]
    [InlineData(AwardKind.AwardWinningTeam, "awardWinningTeam 80000.00", "competition worldskills-45 worldSkills:45:team:焊接")]
    [InlineData(AwardKind.GoldMedalTeam, "goldMedalTeam 100000.00", "competition worldskills-45 worldSkills:45:team:焊接")]
    public void Pays_an_award_by_its_kind(AwardKind kind, string paid, string key)
    {
        var facts = Cases.Of(Programme.WorldSkills).With(l => l with { Award = Cases.Award(kind) });

        Assert.Equal([paid], facts.Paid());
        Assert.Equal([string.Format(key, W)], facts.Keys());
    }

    [Fact]
    public void Takes_the_keys_of_training_in_the_order_of_the_file() =>
        Assert.Equal(
            [
                $"worker {W} assessment:certificate:{C}", $"worker {W} assessment:6-18-02-04:senior",
                $"worker {W} training:certificate:{C}", $"worker {W} training:6-18-02-04:senior",
            ],
            Cases.Of(Programme.SkillTraining).Keys());

    [Fact]
    public void Takes_the_keys_of_an_upgrade() =>
        Assert.Equal([$"worker {W} skillUpgrade:certificate:{C}", $"worker {W} skillUpgrade:6-18-02-04:senior"], Cases.Of(Programme.SkillUpgrade).Keys());

    [Fact]
    public void Takes_the_training_keys_and_one_on_the_competition() =>
        Assert.Equal(
            [$"worker {W} training:certificate:{C}", $"worker {W} training:6-18-02-04:senior", $"competition welding-2018 competitionTraining:{W}"],
            Cases.Of(Programme.CompetitionTraining).Keys());

    [Fact]
    public void Takes_the_keys_of_a_hiring_on_worker_and_enterprise() =>
        Assert.Equal([$"worker {W} internshipHiring", $"enterprise 91330105MA27ABCD4X internshipHiring:{W}"], Cases.Of(Programme.InternshipHiring).Keys());

    [Theory]
    [InlineData("焊接", "焊 接")]
    [InlineData("CNC铣削", "ｃｎｃ－铣削")]
    [InlineData("CNC铣削", "cnc\u200B 铣削")]
    public void One_team_has_one_key_however_its_skill_is_written(string one, string other)
    {
        string[] KeysOf(string occupation) =>
            Cases.Of(Programme.WorldSkills).With(l => l with { Award = Cases.Award(AwardKind.GoldMedalTeam) with { Occupation = occupation } }).Keys();

        Assert.Equal(KeysOf(one), KeysOf(other));
    }

    [Fact]
    public void A_level_too_low_for_one_benefit_leaves_the_line_the_other()
    {
        var line = Cases.Of(Programme.SkillTraining).With(l => l with { Certificate = l.Certificate! with { Level = SkillLevel.Junior } }).Judge().Lines[0];

        Assert.Equal([Verdict.Eligible, Verdict.NotEligible], line.Benefits.Select(benefit => benefit.Verdict));
        Assert.Equal([RefusalCode.CertificateLevelTooLow], line.Benefits[1].Reasons.Select(reason => reason.Code));
        Assert.Equal(Money.Zero, line.Benefits[1].Amount);
        Assert.Empty(line.Benefits[1].Keys);
        Assert.True(line.HasEligible);
    }

    [Fact]
    public void A_studio_has_one_line_1_without_a_worker()
    {
        var evaluation = Cases.Of(Programme.MasterStudio).Judge();

        Assert.Equal((1, null, null), (Assert.Single(evaluation.Lines).Line, evaluation.Lines[0].WorkerRef, evaluation.Lines[0].Certificate));
        Assert.True(evaluation.IsEligible);
        Assert.Equal(evaluation.Amount, (Cases.Of(Programme.MasterStudio) with { Lines = [new LineFacts { Line = 1 }] }).Judge().Amount);
    }

    [Fact]
    public void Names_clause_amount_and_lines()
    {
        var facts = Cases.Of(Programme.SkillTraining) with
        {
            Lines = [Cases.Line(Programme.SkillTraining), Cases.Line(Programme.SkillTraining, 6)],
            Plan = Cases.Plan(Cases.Worker(0), Cases.Worker(6)),
        };

        var evaluation = facts.Judge();

        Assert.Equal("gongshu-2018", evaluation.PolicyId);
        Assert.Equal([1, 7], evaluation.Lines.Select(line => line.Line));
        Assert.Equal(Cases.CertificateNo(6), evaluation.Lines[1].Certificate);
        Assert.All(evaluation.Lines.SelectMany(line => line.Benefits), benefit => Assert.Equal("三(一)", benefit.Clause));
        Assert.Equal(Money.Yuan(500), evaluation.Amount);
    }

    [Fact]
    public void Names_the_facts_that_the_verdict_rests_on_with_their_sources()
    {
        var facts = Cases.Of(Programme.SkillTraining).Judge().Lines[0].Benefits[0].Facts;

        Assert.Equal(facts.Length, facts.DistinctBy(fact => fact.Name).Count());
        Assert.Contains(new FactUsed("day", "2018-03-05", "policyClock"), facts);
        Assert.Contains(new FactUsed("window", "2018Q1", "intakeWindow"), facts);
        Assert.Contains(new FactUsed("applicant.inDistrict", "true", "enterpriseRegistry"), facts);
        Assert.Contains(new FactUsed("trainingPlan.filedOn", "2018-01-08", "trainingPlan"), facts);
        Assert.Contains(new FactUsed("trainingPlan.workingDaysBefore", "9", "calendar"), facts);
        Assert.Contains(new FactUsed("certificate.issuedOn", "2018-02-11", "application"), facts);
        Assert.Contains(new FactUsed("certificate.owner", null, "claimHistory"), facts);
        Assert.Empty(Evaluator.Evaluate(Cases.Of(Programme.SkillTraining), Policies.Gongshu, Vectors.Calendar, factsUsed: false).Lines[0].Benefits[0].Facts);
    }

    [Fact]
    public void Names_facts_of_an_absent_part_without_a_value()
    {
        var facts = Cases.Of(Programme.SkillTraining).With(l => l with { Certificate = null }) with { Plan = null };

        var used = facts.Judge().Lines[0].Benefits[0].Facts;

        Assert.Contains(new FactUsed("certificate.issuedOn", null, "application"), used);
        Assert.Contains(new FactUsed("trainingPlan.filedOn", null, "trainingPlan"), used);
    }

    [Fact]
    public void Refuses_a_programme_that_the_policy_does_not_offer()
    {
        var file = Policies.Json();
        file["programmes"]!.AsArray().RemoveAt(5);
        var policy = Policies.Load(file).ContentOrThrow("a district without 三(六)");

        Assert.Equal(["programme-not-offered"], Cases.Of(Programme.WorldSkills).Codes(policy));
        Assert.False(Cases.Of(Programme.WorldSkills).Judge(policy).IsEligible);
    }

    [Fact]
    public void Honours_stand_once_a_year_on_an_enterprise_and_pay_nothing()
    {
        var honours = Policies.Gongshu.Honours;

        Assert.Equal((SubjectKind.Enterprise, "honour:{year}", "三(七)"), (honours.Key.Subject, honours.Key.Text, honours.Citation.Clause));
        Assert.Equal(new ClaimKey(SubjectId.Enterprise(Cases.Applicant.Value), "honour:2018"), honours.KeyOf(Cases.Applicant, 2018));
    }
}
