using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>Who may read which history, and that it says the same as the cases do.</summary>
public abstract class HistoryContract(District district)
{
    [Fact]
    public async Task A_history_says_of_each_claim_what_its_case_says_and_each_portal_sees_its_own()
    {
        var (person, first, second) = (district.Person(), await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var senior = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person)));
        var line = Forms.UpgradeLine(person, "technician");
        line["certificate"]!["number"] = person.CertificateNumber + "T";
        var technician = await (await second.FileAsync(Forms.SkillUpgrade(second, line))).ApproveAsync();
        await senior.WithdrawAsync();
        var path = $"/workers/{WorkerOf(senior)}/claims";
        await AssertSaysTheSameAsync(path, technician, senior);

        var approved = Assert.Single((await district.Finance.ReadAsync($"{path}?status=approved&programme=skillUpgrade&window=2018Q1&year=2018"))["items"]!.AsArray())!;
        Assert.Equal((second.Uscc, "三(二)"), (approved["applicant"]!["uscc"]!.GetValue<string>(), approved["clause"]!.GetValue<string>()));
        Assert.Empty((await district.Finance.ReadAsync($"{path}?year=2019"))["items"]!.AsArray());
        var own = (await first.Caller.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal([senior.Number], Numbers(own));
        Assert.Equal(0, own["totals"]!["live"]!.GetValue<int>());
        var stranger = (await (await district.RegisterAsync("employer")).Caller.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Empty(Numbers(stranger));
        Assert.Null(stranger["maskedId"]);
        await AssertSaysTheSameAsync($"/enterprises/{second.Uscc}/claims", technician);
        await AssertSaysTheSameAsync($"/enterprises/{first.Uscc}/claims", senior);
    }

    [Fact]
    public async Task Who_is_only_on_a_filed_list_is_known_and_has_no_claims()
    {
        var (person, school) = (district.Person(), await district.RegisterAsync("trainingSchool"));
        (await LookUpAsync(person)).Expect(HttpStatusCode.NotFound, "not-found");
        var plan = (await school.Caller.PutAsync($"/training-plans/{district.Id("list")}", Forms.Plan(school, [person], "2018-05-15", "2018-05-18"))).Expect(HttpStatusCode.Created);
        var workerRef = plan["trainees"]![0]!["workerRef"]!.GetValue<string>();
        Assert.Equal(workerRef, (await LookUpAsync(person)).Expect(HttpStatusCode.OK)["workerRef"]!.GetValue<string>());
        var history = await district.Handler.ReadAsync($"/workers/{workerRef}/claims");
        Assert.Empty(Numbers(history));
        Assert.Equal(0, history["totals"]!["live"]!.GetValue<int>());
        (await district.Handler.Caller.GetAsync($"/workers/{workerRef[..^1]}{(workerRef[^1] == 'a' ? 'b' : 'a')}/claims")).Expect(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(Numbers((await school.Caller.GetAsync($"/workers/{workerRef}/claims")).Expect(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task A_registered_studio_or_competition_has_an_empty_history_until_somebody_claims_for_it()
    {
        var host = await district.RegisterAsync("employer", "competitionOrganiser");
        (await district.Handler.Caller.GetAsync("/master-studios/nowhere/claims")).Expect(HttpStatusCode.NotFound, "not-found");
        (await district.Handler.Caller.GetAsync("/competitions/nowhere/claims")).Expect(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(Numbers(await district.Handler.ReadAsync($"/competitions/{await Refused.CompetitionAsync(district, host)}/claims")));
        var studio = await Refused.StudioAsync(district, host);
        Assert.Empty(Numbers(await district.Handler.ReadAsync($"/master-studios/{studio}/claims")));
        await AssertSaysTheSameAsync($"/master-studios/{studio}/claims", await host.FileAsync(Forms.MasterStudio(host, studio)));
    }

    private Task<Answer> LookUpAsync(SamplePerson person) =>
        district.Handler.Caller.PostAsync("/workers/lookup", new JsonObject { ["idNumber"] = person.IdNumber });

    /// <summary>Page by page: the newest case first, each claim with the status and amount that its case shows, and the sums of those.</summary>
    private async Task AssertSaysTheSameAsync(string path, params Case[] newestFirst)
    {
        var (items, cursor) = (new List<JsonNode>(), "");
        JsonNode totals;
        do
        {
            var page = await district.Finance.ReadAsync($"{path}?limit=1{cursor}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            totals = page["totals"]!;
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(newestFirst.Select(filed => filed.Number), items.Select(item => item["caseNumber"]!.GetValue<string>()));
        for (var i = 0; i < items.Count; i++)
        {
            var shown = (await newestFirst[i].ReadAsync())["lines"]![0]!["benefits"]![0]!;
            Assert.Equal(shown["status"]!.GetValue<string>(), items[i]["status"]!.GetValue<string>());
            Assert.Equal(Yuan.Fen(shown["amount"]!), Yuan.Fen(items[i]["amount"]!));
            Assert.Equal(shown["entitlementKeys"]![0]!.GetValue<string>(), items[i]["entitlementKey"]!.GetValue<string>());
        }

        Assert.Equal(items.Count(item => item["status"]!.GetValue<string>() is "held" or "approved" or "paid"), totals["live"]!.GetValue<int>());
        Assert.Equal(items.Where(item => item["status"]!.GetValue<string>() == "paid").Sum(item => Yuan.Fen(item["amount"]!)), Yuan.Fen(totals["paidAmount"]!));
    }

    private static string WorkerOf(Case filed) => filed.Submitted["lines"]![0]!["workerRef"]!.GetValue<string>();

    private static IEnumerable<string> Numbers(Answer history) => history["items"]!.AsArray().Select(item => item!["caseNumber"]!.GetValue<string>());
}

[Collection(SqliteTests.Name)]
public sealed class Histories_on_SQLite(SharedOnSqlite program) : HistoryContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Histories_on_PostgreSQL(SharedOnPostgreSql program) : HistoryContract(program.District);
