using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>The year's report: targets, charts with their tables, files, and what a leader enters.</summary>
[Collection(AtTheDesk.Name)]
public sealed class ReportTests(Desk desk)
{
    [Fact]
    public async Task Nonsense_in_an_address_is_no_fault()
    {
        await using var visit = await desk.SignInAsync("sample-finance-1");
        foreach (var address in new[]
        {
            "/reports?year=x&entered=%00", "/reports?year=99999", "/reports?year=-1", "/windows?year=1e9", "/windows/2018Q9", "/windows/%E2%80%AE/closing?settled=1", "/reports/windows/x",
            "/batches?window=zz&cursor=zz", "/batches/B-1/files/..%2F..%2Fwindows", "/cases/GS-2018Q1-000001/payment?page=-5&done=%3Cb%3E", "/clawbacks?all=2&cursor=zz",
            "/?overdue=perhaps&cursor=zz&stage=x", "/cases/GS-2018Q1-000001?page=many&done=x&entered=1", "/training-plans/x?page=1e3&saved=2", "/honours?saved=x", "/counter?leaving=x",
            "/enterprises/91330105D00000013F?saved=yes", "/master-studios/demo-studio-welding?saved=yes",
        })
        {
            var answer = await visit.Context.APIRequest.GetAsync(address);
            Assert.True(answer.Status < 500, $"{address}: {answer.Status}");
        }
    }

    [Fact]
    public async Task A_leader_enters_the_years_figures_and_the_target_is_judged()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "统计报表" }).ClickAsync();
        var share = page.Locator("[data-target=highSkilledShare]");
        await Expect(share).ToHaveTextAsync("待填报");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "各项目标的完成率" })).ToBeVisibleAsync();
        await page.GetByLabel("技能劳动者总量").FillAsync("很多");
        await page.GetByLabel("其中高技能人才").FillAsync("3,500");
        await page.GetByLabel("数据来源").FillAsync("测试年报");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存填报数据" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
        await Expect(page.GetByLabel("技能劳动者总量")).ToHaveValueAsync("很多");
        await page.GetByLabel("技能劳动者总量").FillAsync("10000");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存填报数据" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已保存");
        await Expect(share).ToHaveTextAsync("35%");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "年度目标" })).ToContainTextAsync("全区每年培养高技能人才1000名以上");

        // The chart says what the table says, and both what the file says.
        var quarter = page.GetByRole(AriaRole.Table, new() { Name = "按季度（元）", Exact = true }).Locator("tfoot [data-figure='Applied for']");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "各季度申报金额及其去向" })).ToContainTextAsync(await quarter.InnerTextAsync());
        foreach (var (name, ending) in new[] { ("导出 CSV", ".csv"), ("导出 Excel", ".xlsx") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync());
            Assert.Equal("annual-2018" + ending, download.SuggestedFilename);
            if (ending == ".csv") Assert.Contains("测试年报", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        }

        // A value read long ago does not overwrite a newer one.
        await using var other = await desk.SignInAsync("sample-admin");
        await other.Page.GotoAsync("/reports?year=2018");
        await page.GetByLabel("数据来源").FillAsync("测试年报（修订）");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存填报数据" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已保存");
        await other.Page.GetByLabel("数据来源").FillAsync("旧的");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "保存填报数据" }).ClickAsync();
        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("stale-version");
        await Expect(other.Page.Locator("#inputs dl")).ToContainTextAsync("测试年报（修订）");
        await Expect(other.Page.GetByLabel("数据来源")).ToHaveValueAsync("旧的");
    }
}
