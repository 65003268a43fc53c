using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>What a new clerk comes for, from the start page: at most five clicks each. The closing of a quarter counts its own in <see cref="ClosingTests"/>.</summary>
[Collection(AtTheDesk.Name)]
public sealed class ClerkTests(Desk desk)
{
    private const int AtMost = 5;

    private int _clicks;

    [Fact]
    public async Task A_worker_is_found_by_number()
    {
        var paperwork = new Paperwork(desk, 91);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        var worker = await paperwork.WorkerOfAsync(number);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        await FindAsync(visit.Page, await paperwork.IdNumberOfAsync(worker));
        await Expect(visit.Page).ToHaveURLAsync(new Uri(desk.Url, $"/workers/{worker}").ToString());
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync(number);
        MustBeFew();
    }

    [Fact]
    public async Task Why_a_claim_was_refused_is_seen_with_its_reason_and_its_clause()
    {
        var paperwork = new Paperwork(desk, 92);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        var worker = await paperwork.WorkerOfAsync(number);
        await paperwork.DecideAsync(number, "handler", 1, "reject", "人岗不相适，合同所载岗位不是焊工");
        await using var visit = await desk.SignInAsync("sample-handler-2");
        var page = visit.Page;
        await FindAsync(page, await paperwork.IdNumberOfAsync(worker));
        await ClickAsync(page.Locator(".timeline").GetByRole(AriaRole.Link, new() { Name = "第1行说明" }).First);
        var why = page.FrameLocator("iframe[name=beside]").Locator("body");
        await Expect(why).ToContainTextAsync("第1行的说明");
        await Expect(why).ToContainTextAsync("三(二)");
        await Expect(page.Locator(".timeline .why").First).ToContainTextAsync("人岗不相适，合同所载岗位不是焊工");
        MustBeFew();
    }

    [Fact]
    public async Task A_case_is_returned()
    {
        var paperwork = new Paperwork(desk, 93);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = number, Exact = true }));
        await ClickAsync(page.GetByRole(AriaRole.Radio, new() { Name = "退回补正" }));
        await page.GetByLabel("意见内容").FillAsync("第1行劳动合同缺页，请补正");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }));
        await Expect(page.Locator(".case-head")).ToContainTextAsync("退回补正");
        MustBeFew();
        Assert.Equal("returned", (string?)(await paperwork.ReadAsync($"/applications/{number}"))["status"]);
    }

    [Fact]
    public async Task A_case_is_decided_and_every_paper_on_the_list_is_said_to_be_seen()
    {
        var paperwork = new Paperwork(desk, 94);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync());
        await using var visit = await desk.SignInAsync("sample-handler-2");
        var page = visit.Page;
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = number, Exact = true }));
        await ClickAsync(page.GetByRole(AriaRole.Radio, new() { Name = "同意" }));
        await ClickAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = "以上各项，本人均已核对" }));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "提交意见" }));
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("意见已提交");
        MustBeFew();
        var file = await paperwork.ReadAsync($"/applications/{number}");
        Assert.Equal("recommended", (string?)file["status"]);
        Assert.Equal(6, file["decisions"]![0]!["papersSeen"]!.AsArray().Count);
    }

    private async Task FindAsync(IPage page, string idNumber)
    {
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "按人查找" }));
        await page.GetByLabel("身份证号或姓名").FillAsync(idNumber);
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "查找" }));
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "打开个人档案" }));
    }

    private Task ClickAsync(ILocator what)
    {
        _clicks++;
        return what.ClickAsync();
    }

    private void MustBeFew() => Assert.True(_clicks <= AtMost, $"It took {_clicks} clicks from the start page.");
}
