using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Reading: the file, what lies beside it, and texts that mean harm.</summary>
[Collection(AtTheDesk.Name)]
public sealed class CaseFileTests(Desk desk)
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&amp;</td></table>";

    [Fact]
    public async Task The_form_is_shown_as_the_paper_has_it()
    {
        await using var visit = await desk.SignInAsync("sample-auditor");
        await visit.Page.GotoAsync("/cases/GS-2018Q1-000005");
        var form = visit.Page.Locator("#form");
        foreach (var text in new[]
        {
            "拱墅区企业资金申拨审批表", "示例精工机械有限公司", "申请时间：2018年3月20日", "示例银行拱墅支行", "高技能人才一次性补贴（三(二)）", "贰仟伍佰元整", "2,500.00",
            "材料真实、条件符合、人岗相适", "经办人：示例经办", "审批人：示例审批", "负责人：示例负责",
        }) await Expect(form).ToContainTextAsync(text);
        await Expect(visit.Page.Locator("#roster tbody tr")).ToHaveCountAsync(5);
        await Expect(visit.Page.Locator("#decide")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Histories_and_explanations_open_beside_while_the_file_stays_where_it_is()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        var page = visit.Page;
        await page.GotoAsync("/cases/GS-2018Q1-000002");
        await page.GetByLabel("意见内容").FillAsync("写到一半");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "历史 第7行" });
        await link.ScrollIntoViewIfNeededAsync();
        var before = await page.EvaluateAsync<int>("scrollY");
        await link.ClickAsync();
        var beside = page.FrameLocator("iframe[name=beside]");
        await Expect(beside.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("个人享受记录");
        await Expect(beside.Locator("body")).ToContainTextAsync("GS-2018Q1-000002");
        await page.GetByRole(AriaRole.Link, new() { Name = "说明 第7行" }).ClickAsync();
        await Expect(beside.Locator("body")).ToContainTextAsync("中级工证书不享受培训补贴");
        Assert.Equal(before, await page.EvaluateAsync<int>("scrollY"));
        await Expect(page.GetByLabel("意见内容")).ToHaveValueAsync("写到一半");
        await page.GetByRole(AriaRole.Link, new() { Name = "审计记录" }).ClickAsync();
        await Expect(beside.Locator("body")).ToContainTextAsync("sha256:");
    }

    [Fact]
    public async Task Papers_are_read_beside_the_form()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        var paperwork = new Paperwork(desk, 31);
        var picture = await paperwork.UploadAsync(await page.ScreenshotAsync(), "身份证 <b>&长名.png", "image/png");
        var drawn = await paperwork.UploadAsync(await paperwork.DrawnPaperAsync("GS-2018Q1-000002"), "合同.pdf", "application/pdf");
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync(), attachments: new Dictionary<string, string> { ["identityDocument"] = picture, ["labourContract"] = drawn });
        await page.GotoAsync($"/cases/{number}");

        await page.GetByRole(AriaRole.Link, new() { Name = "在旁查看 人员身份证件" }).ClickAsync();
        var beside = page.FrameLocator("iframe[name=beside]");
        await Expect(beside.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 1440);
        await ScreenTests.KeepAsync(page, "case-with-picture-beside-1440");

        // The document that Chromium makes around a picture has a style of its own, which the file's policy does not need.
        visit.Expected.Add("Applying inline style violates the following Content Security Policy directive 'default-src 'none''");
        var shown = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "在旁查看 劳动合同" }).ClickAsync(), answer => answer.Url.EndsWith(drawn, StringComparison.Ordinal));
        Assert.Equal(200, shown.Status);
        await Testing.Poll.UntilAsync(() => Task.FromResult(page.Frames.Any(frame => frame.Url.StartsWith("chrome-extension:", StringComparison.Ordinal))), TimeSpan.FromSeconds(10), "Chromium's viewer of PDFs");
        foreach (var (id, type, policy) in new[] { (picture, "image/png", "default-src 'none'; sandbox; frame-ancestors 'self'"), (drawn, "application/pdf", "default-src 'none'; frame-ancestors 'self'") })
        {
            var answer = await visit.Context.APIRequest.GetAsync($"/attachments/{id}");
            Assert.Equal((type, policy, "nosniff"), (answer.Headers["content-type"], answer.Headers["content-security-policy"], answer.Headers["x-content-type-options"]));
            Assert.StartsWith("inline", answer.Headers["content-disposition"], StringComparison.Ordinal);
            Assert.Equal("SAMEORIGIN", answer.Headers["x-frame-options"]);
        }

        var form = await visit.Context.APIRequest.GetAsync($"/cases/{number}/forms/annex-1.pdf");
        Assert.Equal((200, "application/pdf"), (form.Status, form.Headers["content-type"]));
        var missing = await visit.Context.APIRequest.GetAsync("/attachments/att_none");
        Assert.Equal(404, missing.Status);
        Assert.Contains("not-found", await missing.TextAsync(), StringComparison.Ordinal);
        await ScreenTests.KeepAsync(page, "case-with-paper-beside-1440");
    }

    [Fact]
    public async Task Texts_that_mean_harm_are_shown_as_they_are_and_break_no_page()
    {
        var paperwork = new Paperwork(desk, 32);
        var filer = await paperwork.RegisterAsync((Markup + "\u202E反向\u200B零宽\u2066" + new string('长', 200))[..200]);
        var number = await paperwork.FileAsync(filer, workers: 3, names: [Markup, "\u202Eevil\u200B\u200B\u2067", new string('名', 100)]);
        var worker = await paperwork.WorkerOfAsync(number);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        foreach (var (width, height) in new[] { (1440, 900), (390, 844) })
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            foreach (var address in new[]
            {
                $"/cases/{number}", "/cases", "/", "/windows/2018Q1/closing", "/reports", "/reports/windows/2018Q1", $"/cases?q={filer.Uscc}",
                $"/cases?q={Uri.EscapeDataString(Markup)}", $"/workers/{worker}", $"/enterprises?q={filer.Uscc}", $"/enterprises/{filer.Uscc}", $"/enterprises/{filer.Uscc}/edit",
            })
            {
                await visit.Page.GotoAsync(address);
                await visit.MustFitAsync(address);
            }
        }

        await visit.Page.GotoAsync($"/cases/{number}");
        await Expect(visit.Page.Locator("#form")).ToContainTextAsync(Markup);
        await Expect(visit.Page.Locator("#roster tbody").First).ToContainTextAsync(Markup);
        Assert.Equal(0, await visit.Page.Locator("main img, main script").CountAsync());

        // A comment of the same kind goes in and comes out as it was typed.
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }).CheckAsync();
        await visit.Page.GetByLabel("意见内容").FillAsync(Markup + "\u202E");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }).ClickAsync();
        await Expect(visit.Page.Locator("#opinions")).ToContainTextAsync(Markup);
        await visit.MustBeAccessibleAsync("hostile texts");
    }

    [Fact]
    public async Task A_roster_of_thousands_is_shown_a_page_at_a_time_and_remarks_reach_all_of_it()
    {
        var paperwork = new Paperwork(desk, 33);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync(), workers: 5_000);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await page.GotoAsync($"/cases/{number}");
        await Expect(page.Locator("#roster caption")).ToContainTextAsync("共 5000 行");
        await Expect(page.Locator("#roster tbody")).ToHaveCountAsync(50);
        await page.GetByLabel("意见内容").FillAsync("先写一点");
        await page.GetByRole(AriaRole.Button, new() { Name = "100", Exact = true }).ClickAsync();
        await Expect(page.Locator("#roster caption")).ToContainTextAsync("第 100 页，共 100 页");
        await page.GetByRole(AriaRole.Button, new() { Name = "提意见 第5000行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "对第5000行的意见" })).ToBeVisibleAsync();
        await Expect(page.Locator("#roster caption")).ToContainTextAsync("第 100 页");
        await Expect(page.GetByLabel("意见内容")).ToHaveValueAsync("先写一点");
        await visit.MustFitAsync("5,000 lines");
    }

    [Fact]
    public async Task A_person_is_found_by_number_and_no_address_has_it()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "按人查找" }).ClickAsync();
        await page.GetByLabel("身份证号或姓名").FillAsync("330105198609070018");
        await page.GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link)).Not.ToHaveCountAsync(0);
        await page.GetByLabel("身份证号或姓名").FillAsync("330105198609070019");
        await page.GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
        Assert.DoesNotContain(asked, url => url.Contains("330105", StringComparison.Ordinal));
        Assert.DoesNotContain("330105", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_are_found_by_number_organisation_and_status()
    {
        await using var visit = await desk.SignInAsync("sample-auditor");
        var page = visit.Page;
        await page.GotoAsync("/cases");
        await page.GetByLabel("案件编号、单位名称").FillAsync("示例运河物流");
        await page.GetByLabel("状态").SelectOptionAsync("rejected");
        await page.GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "GS-2018Q1-000009" })).ToBeVisibleAsync();
        await page.GotoAsync("/cases?window=2018Q9");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
    }
}
