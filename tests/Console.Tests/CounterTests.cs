using System.Globalization;
using Gongshu.Testing.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Applications that come on paper and are entered at the counter.</summary>
[Collection(AtTheDesk.Name)]
public sealed class CounterTests(Desk desk)
{
    private const string Head = "序号\t姓名\t身份证\t职业（工种）\t等级\t联系电话\t本人签字\t职业编码\t证书编号\t发证日期\t申报单位\t劳动合同起始日期\t劳动合同终止日期\t社会保险";

    [Fact]
    public async Task A_roster_is_pasted_judged_corrected_while_typing_and_becomes_a_case()
    {
        var paperwork = new Paperwork(desk, 61);
        var filer = await paperwork.RegisterAsync();
        var people = new SamplePeople(62);
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var page = visit.Page;
        await BeginAsync(page, filer);

        var right = people[2].IdNumber;
        await PasteAsync(page, [Row(1, people[1]), Row(2, people[2], id: right[..17] + (right[17] == '1' ? '2' : '1')), Row(3, people[3], level: "初级工")]);
        await Expect(page.Locator("#verdict-2")).ToContainTextAsync("公民身份号码");
        await Expect(page.Locator("#verdict-3")).ToContainTextAsync("不符合");
        await Expect(page.Locator("#verdict-3")).ToContainTextAsync("三(二)");
        await visit.MustBeAccessibleAsync("a draft with faults");
        await ScreenTests.KeepAsync(page, "counter-draft-1440");

        // Corrected in the table; the verdict comes by itself.
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 第2行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "更正第 2 行" })).ToBeVisibleAsync();
        await page.GetByLabel("身份证号").FillAsync(right);
        await Expect(page.Locator("#verdict-2")).ToContainTextAsync("符合");
        await Expect(page.Locator("#verdict-2")).ToContainTextAsync("500.00");
        await Expect(page.GetByLabel("身份证号")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 第3行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "更正第 3 行" })).ToBeVisibleAsync();
        await page.GetByLabel("等级").SelectOptionAsync("technician");
        await Expect(page.Locator("#verdict-3")).ToContainTextAsync("1,000.00");
        await ScreenTests.KeepAsync(page, "counter-line-1440");

        await page.GetByRole(AriaRole.Button, new() { Name = "全部已收纸质" }).ClickAsync();
        await page.GetByLabel("收件登记号").FillAsync("窗口2018-77");
        await page.GetByLabel("收到纸质材料的日期").FillAsync("2018-03-16");
        await Expect(page.Locator("#draft-summary")).ToContainTextAsync("可以提交");
        await Expect(page.Locator("#draft-summary")).ToContainTextAsync("2,000.00");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("GS-2018Q1-");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("受理回执");
        var number = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        var file = await paperwork.ReadAsync($"/applications/{number}");
        Assert.Equal("2018-03-16", (string?)file["receivedOnPaper"]?["on"]);
        Assert.Equal(("sample-handler-1", 2000m, 3, "窗口2018-77"), ((string)file["submittedBy"]!["id"]!, (decimal)file["amount"]!, file["lines"]!.AsArray().Count, (string)file["receivedOnPaper"]!["register"]!));
        await page.GotoAsync("/counter");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("没有草稿");
    }

    [Fact]
    public async Task A_roster_of_thousands_with_hostile_names_is_entered_a_page_at_a_time()
    {
        var paperwork = new Paperwork(desk, 63);
        var filer = await paperwork.RegisterAsync("<b>&\u202E甲\u200B" + new string('长', 190));
        var people = new SamplePeople(64);
        string[] hostile = ["<img src=x onerror=alert(1)></td>", "\u202Eevil\u200B\u2067", new string('名', 300)];
        string[] rows = [.. Enumerable.Range(1, 5_000).Select(line => Row(line, people[line], name: line <= hostile.Length ? hostile[line - 1] : null))];
        await using var visit = await desk.SignInAsync("sample-handler-2");
        var page = visit.Page;
        await BeginAsync(page, filer);

        // Without a head: the columns of the template in their order.
        await PasteAsync(page, [.. rows.Select(row => row + "\t")], head: null);
        await Expect(page.Locator(".draft-lines tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#verdict-3")).ToContainTextAsync("过长");
        await page.GetByRole(AriaRole.Button, new() { Name = "显示全部行" }).ClickAsync();
        await Expect(page.Locator(".draft-lines tbody tr")).ToHaveCountAsync(50);
        await Expect(page.Locator("#roster")).ToContainTextAsync(hostile[0]);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        await visit.MustFitAsync("a draft of 5,000 lines");

        // While somebody types, one line is judged and not five thousand.
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 第3行" }).ClickAsync();
        await page.GetByLabel("姓名").FillAsync("测试");
        await Expect(page.Locator("#verdict-3")).ToContainTextAsync("500.00");
        await Expect(page.Locator("#draft-summary")).ToContainTextAsync("只预审正在更正的行");
        await page.GetByRole(AriaRole.Button, new() { Name = "100", Exact = true }).ClickAsync();
        await Expect(page.Locator("#verdict-5000")).ToBeVisibleAsync();

        // Who signs out is told what would be lost; found again, it can be thrown away.
        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("未提交的草稿");
        await page.SetViewportSizeAsync(390, 844);
        await visit.MustFitAsync("the list of drafts");
        await page.GetByRole(AriaRole.Link, new() { Name = "三(二)" }).ClickAsync();
        await Expect(page.Locator("#roster")).ToContainTextAsync("5000 行");
        await visit.MustFitAsync("a draft of 5,000 lines on a phone");
        await ScreenTests.KeepAsync(page, "counter-long-390");
        await page.GotoAsync("/counter");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("没有草稿");
    }

    [Fact]
    public async Task A_draft_outlives_the_connection_and_the_browser_and_is_its_owners_alone()
    {
        var paperwork = new Paperwork(desk, 65);
        var filer = await paperwork.RegisterAsync();
        var person = new SamplePeople(66)[1];
        string address;
        await using (var visit = await desk.SignInAsync("sample-handler-1"))
        {
            var page = visit.Page;
            visit.Expected.Add("net::ERR_INTERNET_DISCONNECTED");
            await BeginAsync(page, filer);
            address = new Uri(page.Url).AbsolutePath;
            await PasteAsync(page, [Row(1, person)]);
            await visit.Context.SetOfflineAsync(true);
            await page.GetByLabel("联系人").FillAsync("断线时填写");
            await Expect(page.GetByText("连接中断")).ToBeVisibleAsync();
            await Expect(page.GetByLabel("联系人")).ToHaveValueAsync("断线时填写");
            await visit.Context.SetOfflineAsync(false);
            await Expect(page.GetByText("连接中断")).ToBeHiddenAsync(new() { Timeout = 20_000 });
            Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        }

        // Another browser, without scripts: what was typed is there, and the button does what the pause does.
        await using (var visit = await desk.SignInAsync("sample-handler-1", scripts: false))
        {
            await visit.Page.GotoAsync("/counter");
            await visit.Page.Locator($"a[href='{address}']").ClickAsync();
            await Expect(visit.Page.GetByLabel("联系人")).ToHaveValueAsync("断线时填写");
            await visit.Page.GetByLabel("联系人").FillAsync("换了浏览器");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "预审", Exact = true }).ClickAsync();
            await Expect(visit.Page.Locator("#verdict-1")).ToContainTextAsync("500.00");
            await Expect(visit.Page.GetByLabel("联系人")).ToHaveValueAsync("换了浏览器");
        }

        foreach (var file in Directory.GetFiles(Path.Combine(desk.DataFolder, "console-drafts")))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(person.IdNumber)) < 0, "An ID number lies in a draft as it is.");
        }

        await using (var other = await desk.SignInAsync("sample-handler-2"))
        {
            other.Expected.Add("status of 404");
            await other.Page.GotoAsync(address);
            await Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有这份草稿");
            await Expect(other.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(filer.Name);
        }

        // Sent twice by two windows: one case, and the second window is led to it.
        await using var first = await desk.SignInAsync("sample-handler-1");
        first.Expected.Add("status of 404");
        var second = await first.Context.NewPageAsync();
        foreach (var page in new[] { first.Page, second })
        {
            await page.GotoAsync(address);
            await page.GetByRole(AriaRole.Button, new() { Name = "全部已收纸质" }).ClickAsync();
            await Expect(page.Locator("#draft-summary")).ToContainTextAsync("可以提交");
        }

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("GS-2018Q1-");
        await second.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("它已成为案件");
        Assert.Single((await paperwork.ReadAsync($"/applications?applicant={filer.Uscc}"))["items"]!.AsArray());
    }

    private static async Task BeginAsync(IPage page, Filer filer, string programme = "高技能人才一次性补贴")
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "窗口录入" }).ClickAsync();
        await page.GetByLabel("申请单位的名称或统一社会信用代码").FillAsync(filer.Uscc);
        await page.GetByRole(AriaRole.Button, new() { Name = "查找单位" }).ClickAsync();
        await page.Locator($"main a[href*='{filer.Uscc}']").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = programme }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "开始录入" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(programme);
    }

    private static async Task PasteAsync(IPage page, string[] rows, string? head = Head)
    {
        // Set as a whole, as pasting does; typing it in takes the browser long.
        await page.GetByLabel("在 Excel 中选中名册").EvaluateAsync("(field, text) => field.value = text", string.Join('\n', head is null ? rows : [head, .. rows]));
        await page.GetByRole(AriaRole.Button, new() { Name = "读入" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"名册（{rows.Length} 行）" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static string Row(int line, SamplePerson person, string? id = null, string level = "高级工", string? name = null) => string.Join('\t',
        line.ToString(CultureInfo.InvariantCulture), name ?? person.Name, id ?? person.IdNumber, "焊工", level, "12000000000", "是", "6-18-02-04", person.CertificateNumber,
        string.Create(CultureInfo.InvariantCulture, $"2018/{1 + (line % 2)}/{1 + (line % 28)}"), "", "2016年7月1日", "", "是");
}
