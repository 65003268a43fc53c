using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>One person: found by number, masked, over employers and years, and what became of each claim.</summary>
[Collection(AtTheDesk.Name)]
public sealed class WorkerFileTests(Desk desk)
{
    [Fact]
    public async Task Why_a_claim_was_refused_is_found_by_number_in_a_few_clicks_and_who_it_is_is_shown_once()
    {
        // The demo's fourth fitter was rejected by the handler: the post does not fit.
        var paperwork = new Paperwork(desk, 41);
        var worker = await paperwork.WorkerOfAsync("GS-2018Q1-000003", line: 4);
        var idNumber = await paperwork.IdNumberOfAsync(worker);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GetByRole(AriaRole.Link, new() { Name = "按人查找" }).ClickAsync();
        await page.GetByLabel("身份证号或姓名").FillAsync(idNumber);
        await page.GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开个人档案" }).ClickAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("有效申领 0 项，累计拨付 0.00 元");
        await Expect(page.Locator(".timeline .why").First).ToContainTextAsync("经办人不予补贴 人岗不相适");
        await Expect(page.Locator("#entitlements")).ToContainTextAsync("高技能人才一次性补贴 三(二)");
        Assert.DoesNotContain(idNumber, await page.ContentAsync(), StringComparison.Ordinal);

        // The rules of that line open beside; the file stays.
        await page.Locator(".timeline").GetByRole(AriaRole.Link, new() { Name = "第4行说明" }).First.ClickAsync();
        await Expect(page.FrameLocator("iframe[name=beside]").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("第4行的说明");

        // In full for a reason, in this answer and in no other, and in the audit.
        await page.GetByLabel("身份证号", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("查看理由").FillAsync("本人到窗口查询");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看完整信息" }).ClickAsync();
        await Expect(page.Locator("#identity").GetByRole(AriaRole.Status)).ToContainTextAsync(idNumber);
        await page.GotoAsync($"/workers/{worker}");
        await page.Locator("#identity").WaitForAsync();
        Assert.DoesNotContain(idNumber, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Single((await paperwork.ReadAsync("/audit?type=worker.unmasked&actor=sample-handler-1"))["items"]!.AsArray());
        Assert.DoesNotContain(asked, url => url.Contains(idNumber[..6], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_years_of_a_worker_are_filtered_and_printed()
    {
        var paperwork = new Paperwork(desk, 42);
        var worker = await paperwork.WorkerOfAsync("GS-2018Q1-000005");
        await using var visit = await desk.SignInAsync("sample-auditor");
        var page = visit.Page;
        await page.GotoAsync($"/workers/{worker}");
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToContainTextAsync("2018年");
        await page.GetByLabel("举措").SelectOptionAsync("skillUpgrade");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".timeline")).ToContainTextAsync("GS-2018Q1-000005");
        await page.GetByLabel("年度").FillAsync("2017");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await Expect(page.Locator("#claims")).ToContainTextAsync("没有符合筛选的记录");
        await page.GotoAsync($"/workers/{worker}?year=20x8");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");

        // What is used up leads to its case; an auditor merges nobody.
        await Expect(page.Locator("#entitlements").GetByRole(AriaRole.Link, new() { Name = "GS-2018Q1-000005" })).ToBeVisibleAsync();
        await Expect(page.Locator("#merge")).ToHaveCountAsync(0);
        var printed = await visit.Context.APIRequest.GetAsync($"/workers/{worker}/claims.pdf");
        Assert.Equal((200, "application/pdf"), (printed.Status, printed.Headers["content-type"]));
    }

    [Fact]
    public async Task What_was_left_out_as_a_duplicate_stands_in_the_file_with_the_reason()
    {
        var paperwork = new Paperwork(desk, 44);
        var (first, second) = (await paperwork.RegisterAsync(), await paperwork.RegisterAsync());
        var number = await paperwork.FileAsync(first, workers: 1);
        var worker = await paperwork.WorkerOfAsync(number);
        var partial = await paperwork.FileAgainAsync(second, await paperwork.IdNumberOfAsync(worker));
        await using var visit = await desk.SignInAsync("sample-approver");
        await visit.Page.GotoAsync($"/workers/{worker}");
        await Expect(visit.Page.Locator(".timeline > li")).ToHaveCountAsync(1);
        var refused = visit.Page.GetByRole(AriaRole.Region, new() { Name = "名册中载有此人而未受理的项目" });
        await Expect(refused).ToContainTextAsync("重复享受");
        await refused.GetByRole(AriaRole.Link, new() { Name = partial, Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(partial);
    }

    [Fact]
    public async Task Two_files_of_one_person_become_one_when_a_handler_asks_and_a_leader_confirms()
    {
        var paperwork = new Paperwork(desk, 43);
        var number = await paperwork.FileAsync(await paperwork.RegisterAsync(), workers: 2);
        var (old, corrected) = (await paperwork.WorkerOfAsync(number, 1), await paperwork.WorkerOfAsync(number, 2));
        await using (var visit = await desk.SignInAsync("sample-handler-1"))
        {
            var page = visit.Page;
            await page.GotoAsync($"/workers/{old}");
            await page.GetByLabel("更正后的身份证号").FillAsync(await paperwork.IdNumberOfAsync(corrected));
            await page.GetByLabel("理由", new() { Exact = true }).FillAsync("户籍登记更正");
            await page.GetByLabel("证明同一人的文件").FillAsync("示例派出所证明");
            await page.GetByRole(AriaRole.Button, new() { Name = "提出合并" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已提出合并");
        }

        await using (var visit = await desk.SignInAsync("sample-leader-1"))
        {
            var page = visit.Page;
            await page.GotoAsync($"/workers/{old}");
            await Expect(page.Locator("#merge")).ToContainTextAsync("户籍登记更正");
            await page.GetByLabel("理由", new() { Exact = true }).FillAsync("已核对");
            await page.GetByLabel("证明同一人的文件").FillAsync("示例派出所证明");
            await page.GetByRole(AriaRole.Button, new() { Name = "确认合并" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("两份档案已合并");
            await page.GotoAsync($"/workers/{corrected}");
            await Expect(page.Locator(".timeline")).ToContainTextAsync("第1行说明");
            await Expect(page.Locator(".timeline")).ToContainTextAsync("第2行说明");
        }
    }
}
