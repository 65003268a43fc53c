using System.Net;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using UglyToad.PdfPig;

namespace Gongshu.Cluster.Tests;

/// <summary>The official forms of a case, as they come out of the running program.</summary>
public abstract class PapersContract(District district)
{
    [Fact]
    public async Task The_annexes_say_who_asks_for_what_and_who_decided_it()
    {
        var employer = await district.RegisterAsync("employer");
        var people = district.Persons(2);
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(people[0]), Forms.UpgradeLine(people[1], "technician", 2)));
        await filed.ApproveAsync(Case.Reject(2, "post-does-not-fit"));

        var annex1 = await ReadAsync(employer.Caller, filed, "annex-1");
        Assert.All(
            [employer.Organisation.Name, employer.Organisation.AccountNumber, "0571-00000000", "壹仟伍佰元整", "经办人：测试handler", "审批人：测试approver", "负责人：测试leader", "同意拨付 500.00 元"],
            text => Assert.Contains(text, annex1, StringComparison.Ordinal));
        var annex2 = await ReadAsync(employer.Caller, filed, "annex-2");
        Assert.All([people[0].IdNumber, people[0].Phone, people[1].Name, "不予补贴", "合计：2 人　¥500.00 元"], text => Assert.Contains(text, annex2, StringComparison.Ordinal));
        var decision = await ReadAsync(district.Handler.Caller, filed, "decision");
        Assert.All([people[1].IdNumber, "人岗不相适：测试理由（五）", "提出申诉"], text => Assert.Contains(text, decision, StringComparison.Ordinal));
        Assert.DoesNotContain(people[0].IdNumber, decision, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annex_2_as_a_workbook_is_a_roster_again_without_its_sum()
    {
        var employer = await district.RegisterAsync("employer");
        var people = district.Persons(3);
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. people.Select((person, at) => Forms.UpgradeLine(person, line: at + 1))]));
        var workbook = await employer.Caller.DownloadAsync($"/applications/{filed.Number}/forms/annex-2.xlsx");
        var rows = RowsOf(workbook);
        Assert.Equal(["序号", "姓名", "身份证", "职业（工种）", "等级", "联系电话", "金额（元）", "本人签字"], rows[2]);
        Assert.StartsWith("合计：3 人", rows[^1][0], StringComparison.Ordinal);

        var read = (await employer.Caller.UploadAsync("/applications/rosters", workbook, "annex-2.xlsx")).Expect(HttpStatusCode.OK);
        Assert.Empty(read["errors"]!.AsArray());
        Assert.Equal(
            people.Select((person, at) => (at + 1, person.Name, person.IdNumber, person.Phone)),
            read["lines"]!.AsArray().Select(line => (line!["line"]!.GetValue<int>(), Of(line, "name"), Of(line, "idNumber"), Of(line, "phone"))));

        static string Of(JsonNode line, string member) => line["worker"]![member]!.GetValue<string>();
    }

    [Fact]
    public async Task A_notice_is_there_once_its_cause_is_and_its_receipt_from_the_first()
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
        Assert.Contains(filed.Submitted["receipt"]!.GetValue<string>()["sha256:".Length..][..20], await ReadAsync(employer.Caller, filed, "receipt"), StringComparison.Ordinal);
        foreach (var notice in new[] { "correction-notice", "decision" })
            (await employer.Caller.GetAsync($"/applications/{filed.Number}/forms/{notice}.pdf")).Expect(HttpStatusCode.Conflict, "paper-not-issued");
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        var notice1 = await ReadAsync(employer.Caller, filed, "correction-notice");
        Assert.All(["测试意见", "逾期未补正的"], text => Assert.Contains(text, notice1.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_case_has_no_papers_and_a_studio_has_no_roster()
    {
        var (host, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var studio = district.Id("studio");
        await district.Handler.PutAsync($"/master-studios/{studio}", Forms.Studio(host, studio));
        var filed = await host.FileAsync(Forms.MasterStudio(host, studio));
        (await host.Caller.GetAsync($"/applications/{filed.Number}/forms/annex-2.pdf")).Expect(HttpStatusCode.Conflict, "paper-not-issued");
        Assert.Contains($"测人社〔2018〕{studio}号", (await ReadAsync(host.Caller, filed, "annex-1")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (await other.Caller.GetAsync($"/applications/{filed.Number}/forms/annex-1.pdf")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_persons_history_is_a_paper_and_each_print_an_audit_event()
    {
        var employer = await district.RegisterAsync("employer");
        var person = district.Person();
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)));
        var worker = filed.Submitted["lines"]![0]!["workerRef"]!.GetValue<string>();
        var stranger = await district.RegisterAsync("employer");
        var auditor = await district.StaffAsync("auditor", district.Id("auditor"));
        var paper = TextOf(await auditor.Caller.DownloadAsync($"/workers/{worker}/claims.pdf"));
        Assert.All([person.Name, filed.Number, "高技能人才一次性补贴"], text => Assert.Contains(text, paper, StringComparison.Ordinal));
        Assert.DoesNotContain(person.IdNumber, paper, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, TextOf(await stranger.Caller.DownloadAsync($"/workers/{worker}/claims.pdf")), StringComparison.Ordinal);
        var events = (await auditor.ReadAsync($"/audit?actor={auditor.Sub}")).Body["items"]!.AsArray();
        Assert.Equal("worker.historyPrinted", Assert.Single(events)!["type"]!.GetValue<string>());
    }

    private static async Task<string> ReadAsync(Caller caller, Case filed, string form) => TextOf(await caller.DownloadAsync($"/applications/{filed.Number}/forms/{form}.pdf"));

    /// <summary>The cells of the only sheet, of a file that keeps to its schema.</summary>
    private static string[][] RowsOf(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        return [.. Assert.Single(document.WorkbookPart!.WorksheetParts).Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray())];
    }

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().Select(page => page.Text));
    }
}

[Collection(SqliteTests.Name)]
public sealed class PapersOnSqliteTests(SharedOnSqlite program) : PapersContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class PapersOnPostgreSqlTests(SharedOnPostgreSql program) : PapersContract(program.District);
