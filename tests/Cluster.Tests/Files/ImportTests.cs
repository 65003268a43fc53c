using System.Net;
using System.Security.Cryptography;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Gongshu.Testing.Processes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>What was paid on paper is not paid again.</summary>
public sealed class ImportTests
{
    private const int Payments = 1_000;
    private static readonly SamplePeople Paid = new(57);

    [Fact]
    public async Task A_thousand_payments_of_paper_years_block_their_duplicates_and_say_where_they_come_from()
    {
        using var folder = new TempFolder("import");
        string[] store = [$"--Data:Directory={folder["data"]}"];
        await using var server = await ServerProcess.StartApiAsync([.. store, "--Clock:StartAt=2018-06-04T09:00:00+08:00"]);
        var district = await District.OpenAsync(server);
        var employer = await district.RegisterAsync("employer");
        var claimed = district.Person();
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(claimed)));
        await server.StopAsync();

        // The dry run names every planted fault, and stores nothing.
        var paper = new PaperYears(folder.FullPath, employer.Uscc);
        string[][] Rows() => [.. Enumerable.Range(0, Payments).Select(i => paper.Row(Paid[i], i + 1))];
        var rows = Rows();
        rows[0][8] = "3.30105E+17";
        rows[9][4] = "600";
        rows[19][3] = "培训补贴";
        rows[29][5] = "2018年2月30日";
        rows[39][6] = "";
        rows[49] = paper.Row(Paid[48], 50);
        rows[59] = paper.Row(claimed, 60);
        rows[69][12] = Paid[68].CertificateNumber;
        rows[79][5] = "2017-12-31";
        rows[89][9] = "中级工";
        rows[99][5] = "2019-01-01";
        rows[109][12] = "";
        rows[119][0] = "91330105TG0000026X";
        var planted = paper.Write("planted.csv", rows);
        var (code, report) = await PaperYears.ImportAsync(planted, store, "--dry-run");
        Assert.Equal(1, code);
        Assert.Equal(
            [
                (2, "身份证", "invalid-id-number"), (11, "金额", "amount-mismatch"), (21, "补贴项目", "unknown-value"), (31, "拨付日期", "invalid-date"), (41, "来源", "required"),
                (51, "补贴项目", "duplicate-claim"), (61, "补贴项目", "duplicate-claim"), (71, "证书编号", "certificate-of-another-worker"), (81, "拨付日期", "out-of-range"),
                (91, "等级", "out-of-range"), (101, "拨付日期", "out-of-range"), (111, "证书编号", "required"), (121, "统一社会信用代码", "invalid-uscc"),
            ],
            PaperYears.Faults(report));
        (await Verified.RunAsync(store)).AssertClean();
        Assert.Equal(1, (await PaperYears.ImportAsync(planted, store)).Code);

        // Mended: first looked at, then imported; the same file again changes nothing.
        var mended = paper.Write("mended.csv", Rows());
        (code, report) = await PaperYears.ImportAsync(mended, store, "--dry-run");
        Assert.Equal((0, Payments, 0), (code, report["claims"]!.GetValue<int>(), report["cases"]!.AsArray().Count));
        (code, report) = await PaperYears.ImportAsync(mended, store);
        var number = Assert.Single(report["cases"]!.AsArray())!.GetValue<string>();
        Assert.Equal((0, "GS-2018Q1-000001", 500_000m), (code, number, report["total"]!.GetValue<decimal>()));
        (code, report) = await PaperYears.ImportAsync(mended, store);
        Assert.Equal((0, true), (code, report["alreadyImported"]!.GetValue<bool>()));
        (await Verified.RunAsync(store)).AssertClean();

        // Each of them blocks its duplicate, and shows where it comes from.
        await server.StartAgainAsync();
        var other = await district.RegisterAsync("employer");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(mended)));
        var asked = Forms.SkillUpgrade(employer, [.. Enumerable.Range(0, Payments).Select(i => Forms.UpgradeLine(Paid[i], line: i + 1))]);
        var refused = (await district.Handler.Caller.PostAsync("/applications", asked, district.Id("import"))).Expect(HttpStatusCode.Conflict, "duplicate-claim");
        var conflicts = refused["conflicts"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, Payments), conflicts.Select(conflict => conflict!["line"]!.GetValue<int>()).Distinct().Order());
        Assert.All(conflicts, conflict =>
        {
            var (line, holder) = (conflict!["line"]!.GetValue<int>(), conflict["heldBy"]!);
            Assert.Equal((number, "paid", "2018-04-20"), (holder["caseNumber"]!.GetValue<string>(), holder["status"]!.GetValue<string>(), holder["submittedOn"]!.GetValue<string>()));
            var from = holder["imported"]!;
            Assert.Equal((sha256, line + 1, $"2018年一季度拨付表第{line}行"), (from["fileSha256"]!.GetValue<string>(), from["row"]!.GetValue<int>(), from["source"]!.GetValue<string>()));
        });

        // Another organisation learns that it was paid, not where that stands.
        var foreign = await other.SubmitAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(Paid[0])));
        Conflicts.AssertForeign(foreign, "skillUpgrade", "paid");
        Assert.All(Conflicts.Of(foreign, "skillUpgrade"), holder => Assert.Null(holder["imported"]));

        await ShowsAsync(district, number, Paid[0]);
    }

    [Fact]
    public async Task An_import_beside_a_running_system_on_PostgreSQL_is_seen_by_subjects_that_were_in_memory()
    {
        using var folder = new TempFolder("import");
        await using var database = await PostgresDatabase.CreateAsync();
        string[] store = [$"--Data:Directory={folder["data"]}", "--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={database.ConnectionString}"];
        await using var server = await ServerProcess.StartApiAsync([.. store, "--Clock:StartAt=2018-06-04T09:00:00+08:00"]);
        var district = await District.OpenAsync(server);
        var employer = await district.RegisterAsync("employer");
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(Paid[2_000]));
        // A precheck wakes the worker with an empty history.
        Assert.Equal(201, (await employer.Caller.PostAsync("/applications/precheck", form)).Expect(HttpStatusCode.OK)["wouldBe"]!.GetValue<int>());

        var paper = new PaperYears(folder.FullPath, employer.Uscc);
        var (code, report) = await PaperYears.ImportAsync(paper.Write("list.csv", [paper.Row(Paid[2_000], 1)]), store);
        Assert.True(code == 0, report.ToJsonString());

        var holders = Conflicts.Of(await employer.SubmitAsync(form), "skillUpgrade");
        Assert.All(holders, holder => Assert.Equal(2, holder["imported"]!["row"]!.GetValue<int>()));
        (await Verified.RunAsync(store)).AssertClean();
    }

    [Fact]
    public async Task A_running_embedded_system_and_an_unknown_store_are_refused()
    {
        using var folder = new TempFolder("import");
        var list = new PaperYears(folder.FullPath, "91330105TG0000026E").Write("list.csv", []);
        var nowhere = await Shell.RunAsync(Path.GetTempPath(), "dotnet", [Checkout.Program("Api"), "import", list, "--environment=Development", $"--Data:Directory={folder["none"]}"]);
        Assert.Equal((2, ""), (nowhere.Code, nowhere.Output));
        await using var server = await ServerProcess.StartApiAsync($"--Data:Directory={folder["data"]}", "--Clock:StartAt=2018-06-04T09:00:00+08:00");
        var busy = await Shell.RunAsync(Path.GetTempPath(), "dotnet", [Checkout.Program("Api"), "import", list, "--environment=Development", $"--Data:Directory={folder["data"]}"]);
        Assert.Equal((2, ""), (busy.Code, busy.Output));
        Assert.Contains("in use by another process", busy.Errors, StringComparison.Ordinal);
    }

    /// <summary>The case, the worker's history, the entitlements and the year's report show it; a clawback with release frees it.</summary>
    private static async Task ShowsAsync(District district, string number, SamplePerson person)
    {
        var shown = (await district.Leader.Caller.GetAsync($"/applications/{number}")).Expect(HttpStatusCode.OK);
        Assert.Equal(("paid", Payments), (shown["status"]!.GetValue<string>(), shown["imported"]!["rows"]!.AsArray().Count));
        var worker = (await district.Handler.Caller.PostAsync("/workers/lookup", new System.Text.Json.Nodes.JsonObject { ["idNumber"] = person.IdNumber })).Expect(HttpStatusCode.OK)["workerRef"]!.GetValue<string>();
        var item = Assert.Single((await district.Handler.Caller.GetAsync($"/workers/{worker}/claims")).Expect(HttpStatusCode.OK)["items"]!.AsArray())!;
        Assert.Equal(("paid", 2), (item["status"]!.GetValue<string>(), item["imported"]!["row"]!.GetValue<int>()));
        Assert.Contains(number, (await district.Handler.Caller.GetAsync($"/workers/{worker}/entitlements")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("case.imported", Assert.Single((await district.Leader.Caller.GetAsync($"/applications/{number}/audit")).Expect(HttpStatusCode.OK)["items"]!.AsArray())!["type"]!.GetValue<string>());
        (await district.Leader.Caller.GetAsync($"/applications/{number}/explanation")).Expect(HttpStatusCode.Conflict, "illegal-transition");

        var year = (await district.Leader.Caller.GetAsync("/reports/annual/2018")).Expect(HttpStatusCode.OK);
        Assert.Equal((2, Payments * 50_000L), (year["totals"]!["cases"]!.GetValue<int>(), Yuan.Fen(year["totals"]!["amounts"]!["paid"]!)));
        Assert.Equal(Payments + 1, year["targets"]!.AsArray().Single(target => target!["target"]!.GetValue<string>() == "highSkilledTrained")!["actual"]!.GetValue<int>());

        var clawback = System.Text.Json.Nodes.JsonNode.Parse("""{"lines":[{"line":1}],"reason":"测试追回","release":true}""")!;
        (await district.Finance.Caller.PostAsync($"/applications/{number}/clawback", clawback, ifMatch: 1)).Expect(HttpStatusCode.OK);
        var again = await district.RegisterAsync("employer");
        await again.FileAsync(Forms.SkillUpgrade(again, Forms.UpgradeLine(person)));
    }
}
