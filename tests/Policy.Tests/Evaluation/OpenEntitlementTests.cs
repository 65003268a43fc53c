namespace Gongshu.Policy.Tests;

/// <summary>What the keys leave open to a person, under each way of counting.</summary>
public sealed class OpenEntitlementTests
{
    private static readonly OccupationCode Welder = OccupationCode.Parse("6-18-02-04");

    [Fact]
    public void A_clean_history_leaves_everything_open_that_a_worker_can_hold()
    {
        var open = OpenEntitlements.Of(Policies.Gongshu, new HashSet<string>(), []);
        Assert.Equal(
            [Benefit.Assessment, Benefit.Training, Benefit.SkillUpgrade, Benefit.CompetitionTraining, Benefit.InternshipHiring, Benefit.NationalTeamTopThree],
            open.Select(entry => entry.Benefit));
        Assert.All(open, entry => Assert.Null(entry.Occupation));
        var upgrade = open.Single(entry => entry.Benefit == Benefit.SkillUpgrade);
        Assert.Equal(("三(二)", EntitlementScope.OccupationAndLevel), (upgrade.Clause, upgrade.Scope));
        Assert.Equal(
            [new PossibleAmount("senior", new Money(50_000)), new("technician", new Money(100_000)), new("seniorTechnician", new Money(150_000))], upgrade.Amounts.ToArray());
        Assert.Equal([new PossibleAmount(null, new Money(5_000_000))], open.Single(entry => entry.Benefit == Benefit.NationalTeamTopThree).Amounts.ToArray());
    }

    [Fact]
    public void A_used_level_of_an_occupation_is_closed_there_and_nowhere_else()
    {
        var open = OpenEntitlements.Of(Policies.Gongshu, Keys("skillUpgrade:6-18-02-04:senior"), [Welder, Welder]).Where(entry => entry.Benefit == Benefit.SkillUpgrade).ToArray();
        Assert.Equal(
            [(Welder, SkillLevel.Technician), (Welder, SkillLevel.SeniorTechnician), ((OccupationCode?)null, (SkillLevel?)null)],
            open.Select(entry => (entry.Occupation, entry.Level)));
        Assert.Equal([new PossibleAmount("technician", new Money(100_000))], open[0].Amounts.ToArray());
    }

    [Fact]
    public void Benefits_that_share_a_key_close_together()
    {
        var shared = Policies.With(("trainingAndCompetition", "exclusive"));
        var open = OpenEntitlements.Of(shared, Keys("training:6-18-02-04:senior"), [Welder]);
        foreach (var benefit in (Benefit[])[Benefit.Training, Benefit.CompetitionTraining])
            Assert.DoesNotContain(open, entry => entry.Benefit == benefit && entry.Occupation == Welder && entry.Level == SkillLevel.Senior);
        Assert.Contains(open, entry => entry.Benefit == Benefit.Assessment && entry.Level == SkillLevel.Senior);
    }

    [Fact]
    public void Once_in_a_life_is_open_or_it_is_not()
    {
        var once = Policies.With(("oncePerPerson", "inALife"), ("hiredAgain", "onceInALife"));
        Assert.Equal(EntitlementScope.Once, OpenEntitlements.Of(once, Keys(), [Welder]).Single(entry => entry.Benefit == Benefit.SkillUpgrade).Scope);
        Assert.DoesNotContain(OpenEntitlements.Of(once, Keys("skillUpgrade:once"), [Welder]), entry => entry.Benefit == Benefit.SkillUpgrade);
        Assert.DoesNotContain(OpenEntitlements.Of(once, Keys("internshipHiring"), []), entry => entry.Benefit == Benefit.InternshipHiring);
    }

    [Fact]
    public void Once_for_each_level_is_told_level_by_level()
    {
        var levels = Policies.With(("oncePerPerson", "perLevel"));
        var open = OpenEntitlements.Of(levels, Keys("skillUpgrade:technician"), [Welder]).Where(entry => entry.Benefit == Benefit.SkillUpgrade);
        Assert.Equal([SkillLevel.Senior, SkillLevel.SeniorTechnician], open.Select(entry => entry.Level!.Value));
    }

    private static HashSet<string> Keys(params string[] keys) => [.. keys];
}
