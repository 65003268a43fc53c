using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>The year's windows, and a leader who moves the days of one that nobody else's test looks at.</summary>
[Collection(AtTheDesk.Name)]
public sealed class WindowTests(Desk desk)
{
    [Fact]
    public async Task A_leader_moves_the_days_of_a_window_and_the_calendar_shows_them()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "受理期", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "2018年第一季度" }).Locator(".countdown")).ToContainTextAsync("距受理截止还有 11 天");
        await Expect(page.Locator("td[aria-current=date]")).ToHaveTextAsync("20");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "12月 受理日2018年12月1日至2018年12月31日" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "2018年第四季度" }).ClickAsync();
        await page.GetByLabel("截止日").FillAsync("2018-11-20");
        await page.GetByLabel("事由").FillAsync("系统升级，<b>提前</b>截止");
        await page.GetByRole(AriaRole.Button, new() { Name = "调整受理日期" }).ClickAsync();

        // Refused, and nothing that was typed is lost; the fault leads to its field.
        var fault = page.GetByRole(AriaRole.Alert);
        await Expect(fault).ToContainTextAsync("invalid-request");
        await Expect(page.GetByLabel("事由")).ToHaveValueAsync("系统升级，<b>提前</b>截止");
        await Expect(page.GetByLabel("截止日")).ToHaveAttributeAsync("aria-invalid", "true");
        await fault.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByLabel("截止日")).ToBeFocusedAsync();

        await page.GetByLabel("截止日").FillAsync("2018-12-28");
        await page.GetByRole(AriaRole.Button, new() { Name = "调整受理日期" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("受理日期已调整");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "受理日期的调整" })).ToContainTextAsync("截止日改为2018年12月28日");
        await Expect(page.Locator("main")).ToContainTextAsync("系统升级，<b>提前</b>截止");
        await page.GetByRole(AriaRole.Link, new() { Name = "全年受理期" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "12月 受理日2018年12月1日至2018年12月28日" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "2018年第四季度" })).ToContainTextAsync("日期有调整");

        await using var finance = await desk.SignInAsync("sample-finance-1");
        await finance.Page.GotoAsync("/windows/2018Q4");
        await Expect(finance.Page.Locator("main")).ToContainTextAsync("受理日期由负责人调整");
        await Expect(finance.Page.GetByLabel("事由")).ToHaveCountAsync(0);
    }
}
