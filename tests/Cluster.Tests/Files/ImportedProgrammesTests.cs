using System.Net;
using System.Security.Cryptography;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>What was paid on paper under any clause is not paid again, however much of it one holder got on one day.</summary>
public sealed class ImportedProgrammesTests
{
    [Fact]
    public async Task A_payment_of_any_programme_blocks_its_duplicate_and_says_where_it_comes_from()
    {
        using var folder = new TempFolder("import");
        string[] store = [$"--Data:Directory={folder["data"]}"];
        await using var server = await ServerProcess.StartApiAsync([.. store, "--Clock:StartAt=2018-03-02T09:00:00+08:00"]);
        var district = await District.OpenAsync(server);
        await district.FilePlansAsync(1);
        var paid = await ImportedProgrammes.PlanAsync(district);
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        await server.StopAsync();
        var list = PaperYears.Write(folder["list.csv"], paid.Rows);

        var (code, report) = await PaperYears.ImportAsync(list, store, "--dry-run");
        Assert.True(code == 0, report.ToJsonString());
        (code, report) = await PaperYears.ImportAsync(list, store);
        Assert.True(code == 0, report.ToJsonString());
        Assert.Equal((paid.Rows.Count, 6), (report["claims"]!.GetValue<int>(), report["cases"]!.AsArray().Count));
        (await Verified.RunAsync(store)).AssertClean();

        await server.StartAgainAsync();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(list)));
        foreach (var again in paid.Duplicates)
        {
            if (again.First is { } first) await first();
            var refused = (await again.Applicant.SubmitAsync(again.Form)).Expect(HttpStatusCode.Conflict, "duplicate-claim");
            var shown = refused["conflicts"]!.AsArray().Select(conflict =>
            {
                var from = conflict!["heldBy"]!["imported"]!;
                return (conflict["benefit"]!.GetValue<string>(), from["row"]!.GetValue<int>(), from["source"]!.GetValue<string>(), from["fileSha256"]!.GetValue<string>());
            });
            Assert.Equal(again.Rows.Select(row => (row.Benefit, row.Row, ImportedProgrammes.SourceOf(row.Row), sha256)).Order(), shown.Distinct().Order());
        }

        await AssertShownAsync(district, report["cases"]!.AsArray().Select(number => number!.GetValue<string>()), paid.Rows.Count);
    }

    [Fact]
    public async Task An_id_that_the_registry_does_not_know_or_knows_as_something_else_is_a_fault_of_its_row()
    {
        using var folder = new TempFolder("import");
        string[] store = [$"--Data:Directory={folder["data"]}"];
        await using var server = await ServerProcess.StartApiAsync([.. store, "--Clock:StartAt=2018-03-02T09:00:00+08:00"]);
        var district = await District.OpenAsync(server);
        await district.FilePlansAsync(1);
        var paid = await ImportedProgrammes.PlanAsync(district);
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        await server.StopAsync();

        // Written in capitals; and each of the two competitions in the place of the other.
        (string Column, string Value)[][] rows = [.. paid.Rows];
        var (studio, cup, award) = (At(rows, "工作室编号"), At(rows, "竞赛编号"), At(rows, "届次"));
        var (cupId, awardId) = (Value(rows[cup], "竞赛编号"), Value(rows[award], "竞赛编号"));
        rows[studio] = With(rows[studio], "工作室编号", Value(rows[studio], "工作室编号").ToUpperInvariant());
        rows[cup] = With(rows[cup], "竞赛编号", awardId);
        rows[award] = With(rows[award], "竞赛编号", cupId);
        rows[award + 1] = With(rows[award + 1], "竞赛编号", "worldskils-2018");
        var list = PaperYears.Write(folder["list.csv"], rows);
        foreach (var switches in new string[][] { ["--dry-run"], [] })
        {
            var (code, report) = await PaperYears.ImportAsync(list, store, switches);
            Assert.Equal(1, code);
            Assert.Equal(
                [(cup + 2, "竞赛编号", "unknown-value"), (studio + 2, "工作室编号", "unknown-value"), (award + 2, "竞赛编号", "unknown-value"), (award + 3, "竞赛编号", "unknown-value")],
                PaperYears.Faults(report));
            Assert.Contains("PUT /api/v1/master-studios/", report["errors"]![1]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        (await Verified.RunAsync(store)).AssertClean();
    }

    /// <summary>Every reading of the cases answers, also of several lines that name nobody or the same person.</summary>
    private static async Task AssertShownAsync(District district, IEnumerable<string> cases, int payments)
    {
        var rows = new List<int>();
        foreach (var number in cases)
        {
            var shown = (await district.Leader.Caller.GetAsync($"/applications/{number}")).Expect(HttpStatusCode.OK);
            Assert.Equal("paid", shown["status"]!.GetValue<string>());
            rows.AddRange(shown["imported"]!["rows"]!.AsArray().Select(row => row!["row"]!.GetValue<int>()));
            var benefits = shown["lines"]!.AsArray().SelectMany(line => line!["benefits"]!.AsArray());
            Assert.Equal(shown["imported"]!["rows"]!.AsArray().Count, benefits.Count());
            foreach (var reading in new[] { "audit", "forms/annex-1.pdf", "forms/annex-2.pdf", "forms/annex-2.xlsx", "forms/receipt.pdf" })
                Assert.InRange((int)(await district.Leader.Caller.GetAsync($"/applications/{number}/{reading}")).Status, 200, 499);
            var history = (await district.Leader.Caller.GetAsync($"/enterprises/{shown["applicant"]!["uscc"]!.GetValue<string>()}/claims")).Expect(HttpStatusCode.OK);
            Assert.Equal(benefits.Count(), history["totals"]!["live"]!.GetValue<int>());
        }

        Assert.Equal(Enumerable.Range(2, payments), rows.Order());
    }

    private static int At((string Column, string Value)[][] rows, string column) => Array.FindIndex(rows, row => row.Any(cell => cell.Column == column));

    private static string Value((string Column, string Value)[] row, string column) => row.First(cell => cell.Column == column).Value;

    private static (string, string)[] With((string Column, string Value)[] row, string column, string value) =>
        [.. row.Select(cell => cell.Column == column ? (column, value) : cell)];
}
