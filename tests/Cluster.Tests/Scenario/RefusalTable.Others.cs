using System.Text.Json.Nodes;
using static Gongshu.Policy.RefusalCode;

namespace Gongshu.Cluster.Tests;

internal static class RefusedCompetitions
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(CompetitionUnknown, "三(三) names no competition", district => TrainingAsync(district, (form, _) => form["competition"] = null)),
        new(CompetitionUnknown, "三(三) names an id that nobody registered", district => TrainingAsync(district, (form, _) => form["competition"] = "nowhere")),
        new(CompetitionUnknown, "三(六) names no competition", district => RefusedAwards.AwardAsync(district, (form, _) => form["competition"] = null)),
        new(CompetitionNotClassA, "the competition is of class B", district => TrainingAsync(district, (_, _) => { }, @class: "B")),
        new(ApplicantIsNotOrganiser, "another unit organises the competition", async district =>
        {
            var other = await Refused.CompetitionAsync(district, await district.RegisterAsync("competitionOrganiser"));
            return await TrainingAsync(district, (form, _) => form["competition"] = other);
        }),
        new(CertificateNotOfCompetitionYear, "the competition was last year", district => TrainingAsync(district, (_, _) => { }, year: 2017)),
        new(CertificateMissing, "三(三) without a certificate", district => TrainingAsync(district, (_, line) => line["certificate"] = null)),
        new(CompetitionNotWorldskills, "三(六) for a competition of the district", async district =>
        {
            var competition = await Refused.CompetitionAsync(district, await district.RegisterAsync("competitionOrganiser"));
            return await RefusedAwards.AwardAsync(district, (form, _) => form["competition"] = competition);
        }),
    ];

    private static async Task<string[]> TrainingAsync(District district, Action<JsonObject, JsonObject> change, string @class = "A", int year = 2018)
    {
        var organiser = await district.RegisterAsync("competitionOrganiser");
        var line = Forms.CertifiedLine(district.Person());
        var form = Forms.CompetitionTraining(organiser, await Refused.CompetitionAsync(district, organiser, @class, year), line);
        change(form, line);
        return await Refused.CodesAsync(district, organiser, form);
    }
}

internal static class RefusedStudios
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(StudioUnknown, "no studio is named", district => StudioAsync(district, (form, _) => form["masterStudio"] = null)),
        new(StudioUnknown, "no studio has this id", district => StudioAsync(district, (form, _) => form["masterStudio"] = "nowhere")),
        new(ApplicantIsNotHost, "another enterprise hosts the studio", async district =>
        {
            var other = await Refused.StudioAsync(district, await district.RegisterAsync("employer"));
            return await StudioAsync(district, (form, _) => form["masterStudio"] = other);
        }),
        new(RecognisedBeforePolicy, "the studio was recognised on the last day of 2017", district => StudioAsync(district, (_, _) => { }, "2017-12-31")),
        new(RecognitionInFuture, "the studio is recognised tomorrow", district => StudioAsync(district, (_, _) => { }, "2018-03-21")),
    ];

    private static async Task<string[]> StudioAsync(District district, Action<JsonObject, Portal> change, string recognisedOn = "2018-02-01")
    {
        var host = await district.RegisterAsync("employer");
        var form = Forms.MasterStudio(host, await Refused.StudioAsync(district, host, recognisedOn));
        change(form, host);
        return await Refused.CodesAsync(district, host, form);
    }
}

internal static class RefusedInternships
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(InternshipMissing, "there is no internship", district => InternAsync(district, line => line["internship"] = null)),
        new(ApplicantIsNotBase, "the internship was at another base", async district =>
        {
            var other = await district.RegisterAsync("internshipBase");
            return await InternAsync(district, line => line["internship"]!["base"] = other.Uscc);
        }),
        new(InternshipNotFinished, "the internship ends tomorrow", district => InternAsync(district, line => line["internship"]!["to"] = "2018-03-21"), HiredBeforeInternshipEnded),
        new(HiredBeforeInternshipEnded, "the contract starts the day before the internship ends", district => InternAsync(district, line => line["internship"]!["contractFrom"] = "2018-01-30")),
        new(ContractNotInForce, "the contract of 三(五) ended yesterday", district => InternAsync(district, line => line["internship"]!["contractTo"] = "2018-03-19")),
        new(HiredBeforePolicy, "the contract starts on the last day of 2017", district => InternAsync(district, line =>
        {
            line["internship"]!["to"] = "2017-12-15";
            line["internship"]!["contractFrom"] = "2017-12-31";
        })),
        new(SocialInsuranceMissing, "三(五) without social insurance anywhere", district => InternAsync(district, line => line["internship"]!["socialInsurance"] = false)),
    ];

    private static async Task<string[]> InternAsync(District district, Action<JsonObject> change)
    {
        var hirer = await district.RegisterAsync("internshipBase");
        var line = Forms.InternLine(hirer, district.Person());
        change(line);
        return await Refused.CodesAsync(district, hirer, Forms.InternshipHiring(hirer, line));
    }
}

internal static class RefusedAwards
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(AwardMissing, "there is no award", district => AwardAsync(district, (_, line) => line["award"] = null)),
        new(AwardBeforePolicy, "the award was announced on the last day of 2017", district => AwardAsync(district, (_, line) => line["award"]!["announcedOn"] = "2017-12-31")),
        new(AwardInFuture, "the award is announced tomorrow", district => AwardAsync(district, (_, line) => line["award"]!["announcedOn"] = "2018-03-21")),
    ];

    internal static async Task<string[]> AwardAsync(District district, Action<JsonObject, JsonObject> change)
    {
        var employer = await district.RegisterAsync("employer");
        var line = Forms.AwardLine(district.Person(), "nationalTeamTopThree", 45);
        var form = Forms.WorldSkills(employer, await WorldSkills.RegisterAsync(district), line);
        change(form, line);
        return await Refused.CodesAsync(district, employer, form);
    }
}

/// <summary>Truth and fit are never computed: an officer turns a line away, and the case's record says why.</summary>
internal static class RefusedByOfficers
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(PostDoesNotFit, "the handler finds that the post does not fit", district => JudgedAsync(district, "post-does-not-fit")),
        new(MaterialsNotGenuine, "the handler finds that the papers are not genuine", district => JudgedAsync(district, "materials-not-genuine")),
    ];

    private static async Task<string[]> JudgedAsync(District district, string reason)
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), line: 2)));
        await filed.ApproveAsync(Case.Reject(2, reason));
        var read = await filed.ReadAsync();
        Assert.Equal("released", read["lines"]![1]!["benefits"]![0]!["status"]!.GetValue<string>());
        Assert.Equal("approved", read["lines"]![0]!["benefits"]![0]!["status"]!.GetValue<string>());
        return [read["decisions"]![0]!["lines"]![0]!["reason"]!.GetValue<string>()];
    }
}
