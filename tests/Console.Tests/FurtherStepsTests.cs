using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>What else is done with a case at its file: assignment, correction at the counter, withdrawal, appeal.</summary>
[Collection(AtTheDesk.Name)]
public sealed class FurtherStepsTests(Desk desk)
{
    [Fact]
    public async Task A_returned_case_is_corrected_at_the_counter_with_what_it_has_then_withdrawn()
    {
        var paperwork = new Paperwork(desk, 67);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await paperwork.DecideAsync(number, "handler", 1, "return", "第2行工种有误");
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await page.GotoAsync($"/cases/{number}");
        await page.GetByRole(AriaRole.Button, new() { Name = "由我承办" }).ClickAsync();
        await Expect(page.Locator("#more")).ToContainTextAsync("承办人：示例经办甲");
        await page.GetByRole(AriaRole.Button, new() { Name = "录入补正" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("高技能人才一次性补贴", new() { Timeout = 30_000 });

        // Names and numbers in full come with it; what the case holds itself is no duplicate.
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 第2行" }).ClickAsync();
        await Expect(page.GetByLabel("身份证号")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^[0-9]{17}[0-9X]$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByLabel("岗位").FillAsync("焊接班长");
        await Expect(page.Locator("#verdict-2")).ToContainTextAsync("本案占用");
        await Expect(page.Locator("#draft-summary")).ToContainTextAsync("可以提交补正");
        await ScreenTests.KeepAsync(page, "counter-correction-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交补正" }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("已受理，待经办");
        var file = await paperwork.ReadAsync($"/applications/{number}");
        Assert.Equal("焊接班长", (string?)file["lines"]![1]!["employment"]!["position"]);

        await page.GetByText("单位要求撤回本申请").ClickAsync();
        await page.GetByLabel("撤回原因").FillAsync("单位重新整理材料");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回申请", Exact = true }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("已撤回");
        await visit.MustBeAccessibleAsync("a withdrawn case");
    }

    [Fact]
    public async Task An_appeal_is_entered_by_a_handler_and_decided_by_a_leader()
    {
        var paperwork = new Paperwork(desk, 68);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await paperwork.DecideAsync(number, "handler", 1, "reject", "人岗不相适");
        await using (var visit = await desk.SignInAsync("sample-handler-1"))
        {
            var page = visit.Page;
            await page.GotoAsync($"/cases/{number}");
            await Expect(page.GetByLabel("申诉的名册行")).ToHaveValueAsync("1、2");
            await page.GetByLabel("申诉的名册行").FillAsync("1，9");
            await page.GetByLabel("申诉理由").FillAsync("补交了岗位说明");
            await page.GetByRole(AriaRole.Button, new() { Name = "登记申诉" }).ClickAsync();

            // No such line: told, and what was typed stays.
            await Expect(page.Locator("#more").GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
            await Expect(page.GetByLabel("申诉理由")).ToHaveValueAsync("补交了岗位说明");
            await page.GetByLabel("申诉的名册行").FillAsync("1");
            await page.GetByRole(AriaRole.Button, new() { Name = "登记申诉" }).ClickAsync();
            await Expect(page.Locator("#more")).ToContainTextAsync("待裁决");
            visit.Expected.Add("status of 422");
        }

        await using var leader = await desk.SignInAsync("sample-leader-2");
        await leader.Page.GotoAsync($"/cases/{number}");
        await leader.Page.GetByRole(AriaRole.Radio, new() { Name = "撤销原决定，予以补贴" }).CheckAsync();
        await leader.Page.GetByLabel("裁决理由").FillAsync("岗位相适");
        await ScreenTests.KeepAsync(leader.Page, "appeal-1440");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "作出裁决" }).ClickAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Button, new() { Name = "作出裁决" })).ToHaveCountAsync(0);
        await Expect(leader.Page.Locator("#more")).ToContainTextAsync("撤销原决定，予以补贴");
        Assert.Equal("overturn", (string?)(await paperwork.ReadAsync($"/applications/{number}"))["appeals"]![0]!["outcome"]);
    }
}
