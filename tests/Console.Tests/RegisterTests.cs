using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Organisations, studios and competitions: found, registered, changed; an account only with a second person.</summary>
[Collection(AtTheDesk.Name)]
public sealed class RegisterTests(Desk desk)
{
    [Fact]
    public async Task A_changed_account_waits_until_finance_has_seen_the_old_and_the_new_one()
    {
        var paperwork = new Paperwork(desk, 51);
        var filer = await paperwork.RegisterAsync();
        await paperwork.FileAsync(filer);
        await using (var handler = await desk.SignInAsync("sample-handler-1"))
        {
            await handler.Page.GotoAsync($"/enterprises?q={filer.Uscc}");
            await handler.Page.GetByRole(AriaRole.Link, new() { Name = filer.Name }).ClickAsync();
            await handler.Page.GetByRole(AriaRole.Link, new() { Name = "变更登记或账户" }).ClickAsync();
            await handler.Page.GetByLabel("开户银行").FillAsync("示例新银行");
            await handler.Page.GetByLabel("户名").FillAsync(filer.Name);
            await handler.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

            // Half an account is told where it is missing, and what was typed stays.
            await Expect(handler.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
            await Expect(handler.Page.GetByLabel("账号")).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(handler.Page.GetByLabel("开户银行")).ToHaveValueAsync("示例新银行");
            await handler.Page.GetByLabel("账号").FillAsync("0009990001112223");
            await handler.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            await Expect(handler.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("须由财务（另一人）确认");
            await Expect(handler.Page.GetByRole(AriaRole.Button, new() { Name = "提交意见" })).ToHaveCountAsync(0);
        }

        await using var finance = await desk.SignInAsync("sample-finance-1");
        var page = finance.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = filer.Uscc }).ClickAsync();
        var bank = page.Locator("#bank");
        await Expect(bank.GetByRole(AriaRole.Row, new() { Name = "开户银行" })).ToContainTextAsync("示例新银行");
        await Expect(bank.GetByRole(AriaRole.Row, new() { Name = "账号" })).ToContainTextAsync("2223");
        await Expect(bank).ToContainTextAsync("提出人：示例经办甲");
        Assert.DoesNotContain("0009990001112223", await page.ContentAsync(), StringComparison.Ordinal);
        await ScreenTests.KeepAsync(page, "enterprise-pending-1440");
        await finance.MustBeAccessibleAsync("an account that waits");

        await page.GetByRole(AriaRole.Radio, new() { Name = "不予确认" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
        await page.GetByRole(AriaRole.Radio, new() { Name = "确认变更" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已保存");
        await Expect(bank).ToContainTextAsync("示例新银行");
        var enterprise = await paperwork.ReadAsync($"/enterprises/{filer.Uscc}");
        Assert.Equal(("示例新银行", (string?)null), ((string?)enterprise["bank"]!["bankName"], (string?)enterprise["pendingBank"]));
    }

    [Fact]
    public async Task An_organisation_is_registered_once_and_every_fault_is_told_at_its_field()
    {
        var paperwork = new Paperwork(desk, 52);
        var known = await paperwork.RegisterAsync();
        await using var visit = await desk.SignInAsync("sample-admin");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "单位与登记" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "登记新单位" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登记新单位");
        await page.GetByLabel("统一社会信用代码").FillAsync("91330105MA27ABCD99");
        await page.GetByLabel("单位名称").FillAsync("示例新登记有限公司");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByLabel("统一社会信用代码")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("单位名称")).ToHaveValueAsync("示例新登记有限公司");

        // The code of somebody else leads there and writes nothing over it.
        await page.GetByLabel("统一社会信用代码").FillAsync(known.Uscc);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = known.Name })).ToBeVisibleAsync();
        Assert.Equal(known.Name, (string?)(await paperwork.ReadAsync($"/enterprises/{known.Uscc}"))["name"]);

        var uscc = new Testing.Samples.SamplePeople(53).Enterprise(0).Uscc;
        await page.GetByLabel("统一社会信用代码").FillAsync(uscc.ToLowerInvariant());
        await page.GetByLabel("用人单位").CheckAsync();
        await page.GetByLabel("是", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已保存");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("示例新登记有限公司");

        // The administrator reads no claims.
        await Expect(page.Locator("#claims")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Studios_and_competitions_are_registered_found_and_lead_to_their_claims()
    {
        await using var visit = await desk.SignInAsync("sample-handler-2");
        var page = visit.Page;
        await page.GotoAsync("/master-studios?q=" + Uri.EscapeDataString("焊接"));
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "示例焊接技能大师工作室" }).ClickAsync();
        await Expect(page.Locator("#claims")).ToContainTextAsync("GS-2018Q1-000013");
        await page.GetByRole(AriaRole.Link, new() { Name = "技能竞赛" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "登记竞赛" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登记竞赛");
        await page.GetByLabel("编号", new() { Exact = false }).FillAsync("console-contest");
        await page.GetByLabel("竞赛名称").FillAsync("示例砌筑工竞赛");
        await page.GetByLabel("年度").FillAsync("20一八");
        await page.GetByLabel("承办单位").FillAsync("52330105D00000056X");
        await page.GetByLabel("竞赛文件名称").FillAsync("示例竞赛通知");
        await page.GetByLabel("文号").FillAsync("示例〔2018〕51号");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByLabel("年度")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("年度").FillAsync("2018");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("示例砌筑工竞赛");
        await page.GetByRole(AriaRole.Link, new() { Name = "变更登记" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("变更竞赛登记");
        await page.GetByLabel("类别").SelectOptionAsync("B");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("区级二类竞赛");
    }

    [Fact]
    public async Task A_training_plan_is_filed_from_pasted_rows_and_changed_without_typing_any_number_again()
    {
        var people = new Testing.Samples.SamplePeople(54);
        var (first, second, late) = (people[0], people[1], people[2]);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await page.GotoAsync("/training-plans/new");
        await page.GetByLabel("编号", new() { Exact = false }).First.FillAsync("console-plan");
        await page.GetByLabel("申报单位统一社会信用代码").FillAsync("52330105D00000056X");
        await page.GetByLabel("计划名称").FillAsync("砌筑工高级班 <b>\u202E" + new string('班', 280));
        await page.GetByLabel("职业编码").FillAsync("6-29-01-01");
        await page.GetByLabel("职业（工种）").FillAsync("砌筑工");
        await page.GetByLabel("等级").SelectOptionAsync("senior");
        await page.GetByLabel("开班日期").FillAsync("2018-04-09");
        await page.GetByLabel("结业日期").FillAsync("2018-04-13");
        await page.GetByLabel("课程表").FillAsync("2018-04-09\t09:00\t16:00\t砌筑工艺\n2018-04-10 09:00 16:00 实操");
        await page.GetByLabel("学员名单").FillAsync($"{first.Name}\t{first.IdNumber}\n{second.Name} 330105198609070019");
        await page.GetByRole(AriaRole.Button, new() { Name = "备案" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("学员第2行");
        await page.GetByLabel("学员名单").FillAsync($"{first.Name}\t{first.IdNumber}\n{second.IdNumber}\t{second.Name}");
        await page.GetByRole(AriaRole.Button, new() { Name = "备案" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已备案");
        await Expect(page.Locator("main")).ToContainTextAsync("按期备案");
        await Expect(page.Locator("main")).ToContainTextAsync("共 2 人");
        Assert.DoesNotContain(first.IdNumber, await page.ContentAsync(), StringComparison.Ordinal);
        await visit.MustFitAsync("a plan with a long title");

        // One goes, one comes; who stays is named by reference, since nobody sees the number.
        await page.GetByRole(AriaRole.Link, new() { Name = "变更备案" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = second.Name }).CheckAsync();
        await page.GetByLabel("新增学员").FillAsync($"{late.Name}\t{late.IdNumber}");
        await page.GetByRole(AriaRole.Button, new() { Name = "备案" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已备案");
        var listed = (await new Paperwork(desk, 54).ReadAsync("/training-plans/console-plan"))["trainees"]!.AsArray().Select(trainee => (string)trainee!["name"]!);
        Assert.Equal([first.Name, late.Name], listed);
    }

    [Fact]
    public async Task A_leader_honours_an_enterprise_of_the_shortlist_and_takes_it_off_again()
    {
        await using var visit = await desk.SignInAsync("sample-leader-2");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "单位与登记" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "示范单位" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2018年示范单位");
        await page.GetByRole(AriaRole.Link, new() { Name = "评定为示范单位 示例精工机械有限公司" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
        await page.GetByLabel("评定理由").FillAsync("培养高技能人才成效突出 <b>");
        await page.GetByLabel("评定文件名称").FillAsync("示例评定文件");
        await page.GetByLabel("文号").FillAsync("示例〔2018〕7号");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator("#honoured")).ToContainTextAsync("培养高技能人才成效突出 <b>");
        await page.GetByRole(AriaRole.Link, new() { Name = "变更、移出 示例精工机械有限公司" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "移出名单" }).ClickAsync();
        await Expect(page.Locator("#honoured")).ToContainTextAsync("尚未评定");
    }
}
