using System.Text.Json.Nodes;
using Gongshu.Policy;
using static Gongshu.Policy.RefusalCode;

namespace Gongshu.Cluster.Tests;

/// <summary>One way to earn a refusal: everything is in order but one thing.</summary>
/// <param name="Code">The code that it is about.</param>
/// <param name="Name">What is wrong, for the test's name.</param>
/// <param name="Provoke">Does it, and returns the codes that the program answered.</param>
/// <param name="With">Codes that cannot but come along.</param>
public sealed record RefusalCase(RefusalCode Code, string Name, Func<District, Task<string[]>> Provoke, params RefusalCode[] With);

/// <summary>Every refusal code of <c>rules.md</c> §2 with what provokes it, on 2018-03-20.</summary>
public static class RefusalTable
{
    public static IReadOnlyList<RefusalCase> All { get; } =
    [
        .. RefusedApplicants.All, .. RefusedCertificates.All, .. RefusedPlans.All, .. RefusedEmployments.All,
        .. RefusedCompetitions.All, .. RefusedStudios.All, .. RefusedInternships.All, .. RefusedAwards.All, .. RefusedByOfficers.All,
    ];
}

internal static class RefusedApplicants
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(ApplicantNotRegistered, "nobody registered the applicant", async district =>
        {
            var stranger = await district.UnregisteredAsync();
            var form = Forms.SkillUpgrade(stranger, Forms.UpgradeLine(district.Person()));
            form["bank"] = District.Bank(stranger.Organisation);
            return await Refused.CodesAsync(district, stranger, form);
        }),
        new(ApplicantNotInDistrict, "the applicant is of another district", async district =>
        {
            var foreign = await district.UnregisteredAsync();
            await district.RegisterAsync(foreign.Organisation, ["employer"], inDistrict: false);
            return await Refused.CodesAsync(district, foreign, Forms.SkillUpgrade(foreign, Forms.UpgradeLine(district.Person())));
        }),
        .. new[] { "skillTraining", "skillUpgrade", "competitionTraining", "masterStudio", "internshipHiring", "worldSkills" }.Select(OfWrongKind),
    ];

    private static RefusalCase OfWrongKind(string programme) => new(ApplicantKindNotEntitled, $"the applicant is of no kind that {programme} pays", async district =>
    {
        var applicant = programme == "skillTraining"
            ? district.Trained()
            : await district.RegisterAsync(programme == "skillUpgrade" ? "trainingSchool" : programme == "competitionTraining" ? "internshipBase" : "competitionOrganiser");
        if (programme == "skillTraining") await district.RegisterAsync(applicant.Organisation, ["internshipBase", "competitionOrganiser"]);
        return await Refused.CodesAsync(district, applicant, programme switch
        {
            "skillTraining" => Forms.SkillTraining(applicant, Forms.TrainedLine(applicant, applicant.Trainees[0])),
            "skillUpgrade" => Forms.SkillUpgrade(applicant, Forms.UpgradeLine(district.Person())),
            "competitionTraining" => Forms.CompetitionTraining(applicant, await Refused.CompetitionAsync(district, applicant), Forms.CertifiedLine(district.Person())),
            "masterStudio" => Forms.MasterStudio(applicant, await Refused.StudioAsync(district, applicant)),
            "internshipHiring" => Forms.InternshipHiring(applicant, Forms.InternLine(applicant, district.Person())),
            _ => Forms.WorldSkills(applicant, await WorldSkills.RegisterAsync(district), Forms.AwardLine(district.Person(), "goldMedalTeam", 45, district.Id("职业"))),
        });
    });
}

internal static class RefusedCertificates
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(CertificateMissing, "三(二) without a certificate", district => UpgradeAsync(district, line => line["certificate"] = null)),
        new(CertificateInFuture, "the certificate is dated tomorrow", district => UpgradeAsync(district, line => line["certificate"]!["issuedOn"] = "2018-03-21")),
        new(CertificateBeforePolicy, "the certificate is of the last day of 2017", district => UpgradeAsync(district, line => line["certificate"]!["issuedOn"] = "2017-12-31")),
        new(CertificateYearPassed, "the certificate is of November 2017", district => UpgradeAsync(district, line => line["certificate"]!["issuedOn"] = "2017-11-30"), CertificateBeforePolicy),
        new(CertificateLevelTooLow, "三(二) with a certificate below senior", district => UpgradeAsync(district, line => line["certificate"]!["level"] = "intermediate")),
        new(CertificateOfAnotherWorker, "another worker's live claim holds the certificate's number", async district =>
        {
            var employer = await district.RegisterAsync("employer");
            var owner = district.Person();
            await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(owner)));
            return await UpgradeAsync(district, line => line["certificate"]!["number"] = owner.CertificateNumber);
        }),
        new(CertificateNotDeclaredByApplicant, "another unit declared the trainee", async district =>
        {
            var other = await district.RegisterAsync("employer");
            return await Refused.TrainedAsync(district, line => line["certificate"]!["declaredBy"] = other.Uscc);
        }),
        new(CertificateNotDeclaredByApplicant, "nobody declared the trainee", district => Refused.TrainedAsync(district, line => line["certificate"]!["declaredBy"] = null)),
    ];

    internal static async Task<string[]> UpgradeAsync(District district, Action<JsonObject> change)
    {
        var employer = await district.RegisterAsync("employer");
        var line = Forms.UpgradeLine(district.Person());
        change(line);
        return await Refused.CodesAsync(district, employer, Forms.SkillUpgrade(employer, line));
    }
}

internal static class RefusedPlans
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(PlanMissing, "no plan is named", district => WithPlanAsync(district, (_, form) => form["trainingPlan"] = null)),
        new(PlanMissing, "no plan has this id", district => WithPlanAsync(district, (_, form) => form["trainingPlan"] = "nowhere")),
        new(PlanOfAnotherApplicant, "another school filed the plan", async district =>
        {
            var (school, other) = (district.Trained(), district.Trained());
            var form = Forms.SkillTraining(school, Forms.TrainedLine(school, other.Trainees[0]));
            form["trainingPlan"] = other.Plan;
            return await Refused.CodesAsync(district, school, form);
        }),
        new(PlanFiledLate, "the plan was filed when the class had begun", async district =>
        {
            var school = await district.RegisterAsync("trainingSchool");
            var person = district.Person();
            school.Plan = district.Id("late-plan");
            var filed = await school.Caller.PutAsync($"/training-plans/{school.Plan}", Forms.Plan(school, [person], "2018-03-12", "2018-03-14"));
            Assert.False(filed["filing"]!["inTime"]!.GetValue<bool>());
            return await Refused.CodesAsync(district, school, Forms.SkillTraining(school, Forms.TrainedLine(school, person)));
        }),
        new(WorkerNotInPlan, "the worker is not on the filed list", district =>
            WithPlanAsync(district, (school, form) => form["lines"]![0] = Forms.TrainedLine(school, district.Person()))),
        new(PlanOccupationDiffers, "the certificate is for another occupation", district =>
            Refused.TrainedAsync(district, line => line["certificate"]!["occupation"]!["code"] = "6-18-02-05")),
        new(CertificateBeforeClass, "the certificate is dated the day before the class", district =>
            Refused.TrainedAsync(district, line => line["certificate"]!["issuedOn"] = "2018-03-14")),
        new(CalendarYearUnknown, "the class is in a year whose working days nobody published", async district =>
        {
            var school = await district.RegisterAsync("trainingSchool");
            var answer = await school.Caller.PutAsync($"/training-plans/{district.Id("far-plan")}", Forms.Plan(school, [district.Person()], "2031-03-12", "2031-03-14"));
            return [answer.Expect(System.Net.HttpStatusCode.UnprocessableEntity).Code];
        }),
    ];

    private static async Task<string[]> WithPlanAsync(District district, Action<Portal, JsonObject> change)
    {
        var school = district.Trained();
        var form = Forms.SkillTraining(school, Forms.TrainedLine(school, school.Trainees[0]));
        change(school, form);
        return await Refused.CodesAsync(district, school, form);
    }
}

internal static class RefusedEmployments
{
    public static IEnumerable<RefusalCase> All =>
    [
        new(ContractMissing, "三(一) without a contract", district => Refused.TrainedAsync(district, line => line["employment"] = null)),
        new(ContractMissing, "三(二) without a contract", district => RefusedCertificates.UpgradeAsync(district, line => line["employment"] = null)),
        new(ContractNotInForce, "the contract of 三(一) ended yesterday", district => Refused.TrainedAsync(district, line => line["employment"]!["contractTo"] = "2018-03-19")),
        new(ContractNotInForce, "the contract of 三(二) starts tomorrow", district => RefusedCertificates.UpgradeAsync(district, line => line["employment"]!["contractFrom"] = "2018-03-21")),
        new(SocialInsuranceMissing, "三(二) without social insurance in Hangzhou", district => RefusedCertificates.UpgradeAsync(district, line => line["employment"]!["socialInsuranceInHangzhou"] = false)),
        new(NotSignedByWorker, "the worker did not sign Annex 2", district => RefusedCertificates.UpgradeAsync(district, line => line["signedByWorker"] = false)),
    ];
}
