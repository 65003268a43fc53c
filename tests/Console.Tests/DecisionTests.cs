using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>What officers come for: deciding a case.</summary>
[Collection(AtTheDesk.Name)]
public sealed class DecisionTests(Desk desk)
{
    [Fact]
    public async Task The_keyboard_alone_decides_a_case()
    {
        var paperwork = new Paperwork(desk, 21);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var keys = visit.Page.Keyboard;

        // Through the queue row by row to the case, and in.
        await PressUntilAsync(visit.Page, "j", number);
        await keys.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = number })).ToBeVisibleAsync();

        await PressUntilAsync(visit.Page, "Tab", "提出意见");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("#decide")).ToBeInViewportAsync();
        await PressUntilAsync(visit.Page, "Tab", "pass");
        await keys.PressAsync("Space");
        foreach (var paper in new[] { "identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice", "benefitRoster" })
        {
            await PressUntilAsync(visit.Page, "Tab", paper);
            await keys.PressAsync("Space");
        }

        await PressUntilAsync(visit.Page, "Tab", "decision-comment");
        await keys.TypeAsync("材料齐全，同意。");
        await PressUntilAsync(visit.Page, "Tab", "提交意见");
        await keys.PressAsync("Enter");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("意见已提交");
        await Expect(visit.Page.Locator(".case-head")).ToContainTextAsync("已经办，待审批");
        await Expect(visit.Page.Locator("#form")).ToContainTextAsync("材料齐全，同意。");
        var decision = (await paperwork.ReadAsync($"/applications/{number}"))["decisions"]![0]!;
        Assert.Equal(("handler", "pass", "材料齐全，同意。", "sample-handler-1"), ((string)decision["stage"]!, (string)decision["outcome"]!, (string)decision["comment"]!, (string)decision["by"]!["id"]!));
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        await Expect(visit.Page.GetByText("下一行、上一行")).Not.ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByText("下一行、上一行")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByText("下一行、上一行")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_comes_second_is_told_what_happened_and_keeps_what_was_typed()
    {
        var paperwork = new Paperwork(desk, 22);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1");
        await visit.Page.GotoAsync($"/cases/{number}");
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }).CheckAsync();
        await visit.Page.GetByLabel("意见内容").FillAsync("我的长篇意见");

        await paperwork.DecideAsync(number, "handler", 1, comment: "抢先一步");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();

        var told = visit.Page.GetByRole(AriaRole.Alert);
        await Expect(told).ToContainTextAsync("有人先办了一步");
        await Expect(told).ToContainTextAsync("办理通过");
        await Expect(told).ToContainTextAsync("抢先一步");
        await Expect(told).ToContainTextAsync("已经办，待审批");
        await Expect(visit.Page.GetByLabel("您填写的意见")).ToHaveValueAsync("我的长篇意见");
        Assert.Single((await paperwork.ReadAsync($"/applications/{number}"))["decisions"]!.AsArray());
        await visit.MustBeAccessibleAsync("somebody was faster");
        await ScreenTests.KeepAsync(visit.Page, "somebody-was-faster-1440");
    }

    [Fact]
    public async Task What_was_passed_elsewhere_meanwhile_leaves_an_empty_desk_and_a_word()
    {
        var paperwork = new Paperwork(desk, 28);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await paperwork.AssignAsync(number);
        await using var visit = await desk.ComeAsync();
        await visit.SignInAsync("sample-handler-1");
        await visit.Page.GotoAsync("/?stage=handler&assignee=test-handler");
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"选择 {number}" }).CheckAsync();
        await paperwork.DecideAsync(number, "handler", 2);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "同意所选各件" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("stale-version");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("没有符合筛选的事项");
    }

    [Fact]
    public async Task A_decision_that_the_next_stage_has_passed_is_not_taken_back()
    {
        var paperwork = new Paperwork(desk, 29);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await page.GotoAsync($"/cases/{number}");
        await page.GetByRole(AriaRole.Radio, new() { Name = "同意" }).CheckAsync();
        foreach (var paper in await page.Locator("input[name='Decision.PapersSeen']").AllAsync()) await paper.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await page.GetByLabel("撤销本人意见的理由").FillAsync("再看看");
        await paperwork.DecideAsync(number, "approver", 2);
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销本人意见" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("有人先办了一步");
        await Expect(page.Locator(".case-head")).ToContainTextAsync("已审批，待负责人签批");
        await Expect(page.GetByLabel("撤销本人意见的理由")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_change_that_leaves_the_stage_open_leaves_the_form_filled_in()
    {
        var paperwork = new Paperwork(desk, 23);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1");
        await visit.Page.GotoAsync($"/cases/{number}");
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }).CheckAsync();
        await visit.Page.GetByLabel("意见内容").FillAsync("请补交合同");

        // Assigned meanwhile: another version, the same stage.
        await paperwork.AssignAsync(number);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("有人先办了一步");
        await Expect(visit.Page.GetByLabel("意见内容")).ToHaveValueAsync("请补交合同");
        await Expect(visit.Page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" })).ToBeCheckedAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(visit.Page.Locator(".case-head")).ToContainTextAsync("退回补正");
    }

    [Fact]
    public async Task A_return_names_lines_and_a_missing_comment_is_told_at_its_field()
    {
        var paperwork = new Paperwork(desk, 24);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync(), workers: 3);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await page.GotoAsync($"/cases/{number}");
        await page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提意见 第2行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "对第2行的意见" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();

        // Both faults at once, each with a way to its field.
        var faults = page.Locator("#decision-problem a");
        await Expect(faults).ToHaveCountAsync(2);
        await Expect(page.GetByLabel("意见内容")).ToHaveAttributeAsync("aria-invalid", "true");
        await visit.MustBeAccessibleAsync("a refused decision");
        await faults.First.ClickAsync();
        await page.GetByLabel("意见内容").FillAsync("请补正第二行");
        await page.GetByLabel("说明", new() { Exact = true }).FillAsync("合同缺页");
        await page.GetByLabel("理由").SelectOptionAsync("materials-not-genuine");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();

        await Expect(page.Locator(".case-head")).ToContainTextAsync("退回补正");
        await Expect(page.Locator("#opinions")).ToContainTextAsync("第2行");
        await Expect(page.Locator("#opinions")).ToContainTextAsync("材料不真实 合同缺页");
        var line = (await paperwork.ReadAsync($"/applications/{number}"))["decisions"]![0]!["lines"]![0]!;
        Assert.Equal((2, "materials-not-genuine", "合同缺页"), ((int)line["line"]!, (string)line["reason"]!, (string)line["comment"]!));
        visit.Expected.Add("status of 422");
    }

    [Fact]
    public async Task A_rejection_can_be_taken_back_by_the_same_person()
    {
        var paperwork = new Paperwork(desk, 25);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-2");
        var page = visit.Page;
        await page.GotoAsync($"/cases/{number}");
        await page.GetByRole(AriaRole.Radio, new() { Name = "不予补贴" }).CheckAsync();
        await page.GetByLabel("意见内容").FillAsync("人岗不相适");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("不予补贴");

        await page.GetByLabel("撤销本人意见的理由").FillAsync("看错了行");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销本人意见" }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("已受理，待经办");
        await Expect(page.Locator("#opinions")).ToContainTextAsync("看错了行");
        await Expect(page.Locator("#decide")).ToBeVisibleAsync();
        Assert.Equal(2, (await paperwork.ReadAsync($"/applications/{number}"))["decisions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Several_are_passed_at_once_each_by_itself_and_those_with_signals_are_left()
    {
        var paperwork = new Paperwork(desk, 26);
        string[] clean = [await paperwork.FileAsync(await paperwork.RegisterAsync()), await paperwork.FileAsync(await paperwork.RegisterAsync())];
        var overtaken = await paperwork.FileAsync(await paperwork.RegisterAsync());
        const string signalled = "GS-2018Q1-000004";
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        foreach (var number in (string[])[.. clean, overtaken, signalled])
            await page.GetByRole(AriaRole.Checkbox, new() { Name = $"选择 {number}" }).CheckAsync();
        await page.GetByLabel("所选各件收取的纸质材料").CheckAsync();
        await paperwork.DecideAsync(overtaken, "handler", 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "同意所选各件" }).ClickAsync();

        var results = page.GetByRole(AriaRole.Status);
        await Expect(results).ToContainTextAsync("已办理 2 件，未办理 2 件");
        await Expect(results.GetByRole(AriaRole.Listitem).Filter(new() { HasText = signalled })).ToContainTextAsync("有提示");
        await Expect(results.GetByRole(AriaRole.Listitem).Filter(new() { HasText = overtaken })).ToContainTextAsync("stale-version");
        foreach (var number in clean)
        {
            var file = await paperwork.ReadAsync($"/applications/{number}");
            Assert.Equal(("recommended", 2), ((string)file["status"]!, (int)file["version"]!));
        }

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = clean[0] })).ToHaveCountAsync(1);
        Assert.Equal("submitted", (string)(await paperwork.ReadAsync($"/applications/{signalled}"))["status"]!);
        await visit.MustBeAccessibleAsync("the results of several");
    }

    [Fact]
    public async Task Without_scripts_a_case_is_decided_all_the_same()
    {
        var paperwork = new Paperwork(desk, 27);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1", scripts: false);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提意见 第1行" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删去" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }).CheckAsync();
        await page.GetByLabel("意见内容").FillAsync("请补正");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("退回补正");
    }

    // The focus says by its text, id or value where it is.
    private static async Task PressUntilAsync(IPage page, string key, string wanted)
    {
        for (var pressed = 0; pressed < 200; pressed++)
        {
            await page.Keyboard.PressAsync(key);
            var at = await page.EvaluateAsync<string[]>("() => { const e = document.activeElement; return [e.textContent.trim(), e.id, e.value ?? '']; }");
            if (at.Contains(wanted)) return;
        }

        Assert.Fail($"200 times {key} did not reach {wanted}.");
    }
}
