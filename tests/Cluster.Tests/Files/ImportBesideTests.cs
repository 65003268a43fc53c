using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>An import beside silos that hold the people of its list in memory.</summary>
public sealed class ImportBesideTests
{
    // It is looked for once a second.
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_another_process_imports_soon_stands_in_the_answers_of_people_in_memory()
    {
        using var folder = new TempFolder("import");
        await using var database = await PostgresDatabase.CreateAsync();
        string[] store = [$"--Data:Directory={folder["data"]}", "--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={database.ConnectionString}"];
        await using var server = await ServerProcess.StartApiAsync([.. store, "--Clock:StartAt=2018-06-04T09:00:00+08:00"]);
        await using var second = await ServerProcess.StartApiAsync(store);
        var district = await District.OpenAsync(server);
        var employer = await district.RegisterAsync("employer");
        var person = district.Person();
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)));
        var worker = filed.Submitted["lines"]![0]!["workerRef"]!.GetValue<string>();
        var next = Forms.SkillUpgrade(employer, Forms.UpgradeLine(person, "technician"));
        next["lines"]![0]!["certificate"]!["number"] = "CS-ANOTHER-1";
        var handlers = new[] { district.Handler.Caller, new Caller(second.Client, district.Handler.Caller.Token) };
        foreach (var handler in handlers) Assert.Single((await HistoryAsync(handler, worker)));
        Assert.Equal(201, await PrecheckAsync(employer, next));

        var paper = new PaperYears(folder.FullPath, employer.Uscc);
        var row = paper.Row(person, 1);
        (row[4], row[9], row[12]) = ("1000", "技师", "CS-ANOTHER-1");
        var (code, report) = await PaperYears.ImportAsync(paper.Write("list.csv", [row]), store);
        Assert.True(code == 0, report.ToJsonString());
        var number = report["cases"]![0]!.GetValue<string>();

        // Wherever the person's grain is, both silos answer for it.
        foreach (var handler in handlers)
        {
            await Poll.UntilAsync(async () => (await HistoryAsync(handler, worker)).Length == 2, Told, "the imported claim in the history");
            Assert.Contains(number, (await handler.GetAsync($"/workers/{worker}/entitlements")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }

        Assert.Equal(409, await PrecheckAsync(employer, next));
        Conflicts.Of(await employer.SubmitAsync(next), "skillUpgrade");
        (await Verified.RunAsync(store)).AssertClean();
    }

    private static async Task<JsonNode[]> HistoryAsync(Caller handler, string worker) =>
        [.. (await handler.GetAsync($"/workers/{worker}/claims")).Expect(HttpStatusCode.OK)["items"]!.AsArray().Select(item => item!)];

    private static async Task<int> PrecheckAsync(Portal applicant, JsonObject form) =>
        (await applicant.Caller.PostAsync("/applications/precheck", form)).Expect(HttpStatusCode.OK)["wouldBe"]!.GetValue<int>();
}
