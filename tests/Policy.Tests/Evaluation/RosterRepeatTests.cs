namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>What one roster may not name twice.</summary>
public sealed class RosterRepeatTests
{
    [Fact]
    public void A_roster_of_different_people_and_certificates_repeats_nothing() =>
        Assert.Empty(Find(Programme.SkillTraining, Line(0), Line(1), Line(2)));

    [Fact]
    public void Names_all_lines_of_a_worker_listed_twice() =>
        Assert.Equal(["worker-listed-twice 0 2 3"], Find(Programme.SkillTraining, Line(0), Line(1), Line(0, certificate: 2), Line(0, certificate: 3)));

    [Fact]
    public void Names_all_lines_of_a_certificate_listed_twice() =>
        Assert.Equal(["certificate-listed-twice 1 2"], Find(Programme.SkillUpgrade, Line(0), Line(1), Line(2, certificate: 1)));

    [Fact]
    public void Names_each_repeat_once() =>
        Assert.Equal(["worker-listed-twice 0 1", "worker-listed-twice 2 3", "certificate-listed-twice 0 1"], Find(Programme.SkillUpgrade, Line(0), Line(0), Line(1), Line(1, certificate: 5)));

    [Fact]
    public void One_team_under_two_captains_is_one_benefit_listed_twice()
    {
        Assert.Equal(["benefit-listed-twice 0 1"], Find(Programme.WorldSkills, Award(0, AwardKind.GoldMedalTeam), Award(1, AwardKind.AwardWinningTeam, "焊 接"), Award(2, AwardKind.GoldMedalTeam, "砌筑")));
        Assert.Empty(Find(Programme.WorldSkills, Award(0, AwardKind.NationalTeamTopThree), Award(1, AwardKind.NationalTeamTopThree)));
        Assert.Empty(Find(Programme.WorldSkills, Award(0, AwardKind.GoldMedalTeam), Award(1, AwardKind.GoldMedalTeam, edition: 46)));
    }

    [Fact]
    public void A_captain_listed_twice_is_named_as_a_worker_only() =>
        Assert.Equal(["worker-listed-twice 0 1"], Find(Programme.WorldSkills, Award(0, AwardKind.GoldMedalTeam), Award(0, AwardKind.AwardWinningTeam)));

    [Fact]
    public void Lines_whose_facts_are_missing_repeat_nothing_but_the_worker() =>
        Assert.Empty(Find(Programme.WorldSkills, new() { Line = 1, WorkerRef = Cases.Worker(0) }, new() { Line = 2, WorkerRef = Cases.Worker(1) }));

    [Fact]
    public void A_studio_repeats_nothing() => Assert.Empty(RosterRepeats.Find(Cases.Of(Programme.MasterStudio), Policies.Gongshu));

    [Fact]
    public void A_roster_of_one_worker_5000_times_is_named_once()
    {
        var repeats = RosterRepeats.Find(Cases.Of(Programme.SkillTraining) with { Lines = [.. Enumerable.Range(0, 5000).Select(_ => Line(0))] }, Policies.Gongshu);

        Assert.Equal([5000, 5000], repeats.Select(repeat => repeat.Indexes.Length));
    }

    private static string[] Find(Programme programme, params LineFacts[] lines) =>
        [.. RosterRepeats.Find(Cases.Of(programme) with { Lines = lines }, Policies.Gongshu).Select(repeat => $"{repeat.Code} {string.Join(' ', repeat.Indexes)}")];

    private static LineFacts Line(int worker, int? certificate = null) =>
        Cases.Line(Programme.SkillUpgrade, worker) with { Certificate = Cases.Certificate(certificate ?? worker) };

    private static LineFacts Award(int worker, AwardKind kind, string occupation = "焊接", int edition = 45) =>
        Cases.Line(Programme.WorldSkills, worker) with { Award = Cases.Award(kind) with { Occupation = occupation, Edition = edition } };
}
