using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>A program of its own: closing a quarter moves its clock and pays its cases.</summary>
[CollectionDefinition(Name)]
public sealed class AtTheClosing : ICollectionFixture<Desk>
{
    public const string Name = "closing";
}

[Collection(AtTheClosing.Name)]
public sealed partial class ClosingTests(Desk desk)
{
    private const string Window = "2018Q1", Batch = "B-2018Q1-1", Stopped = "GS-2018Q1-000016", Payee = "91330105D00000013F";

    [Fact]
    public async Task Two_finance_people_close_a_quarter_and_every_page_has_the_same_figures()
    {
        await MoveClockAsync("2018-04-01T00:00:05+08:00");
        var clicks = 0;
        await using var first = await desk.SignInAsync("sample-finance-1");
        var page = first.Page;
        await StopAndGoOnAsync(page);

        // From the start page: the window that waits, what is undecided, carried over, settled.
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "2018年第一季度" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2018年第一季度结算与拨付");
        await Expect(page.Locator("#decided")).ToContainTextAsync("还有 11 件未审结");
        await Expect(page.Locator("#decided a[href='/cases/GS-2018Q1-000002']")).ToBeVisibleAsync();
        var payable = await AmountAsync(page, "#payable");
        await LookAsync(first, "closing-before");
        await page.GetByRole(AriaRole.Button, new() { Name = "结算", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cases-undecided");
        await Expect(page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "GS-2018Q1-000015" })).ToBeVisibleAsync();
        await ClickAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = "结转未审结的 11 件" }));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "结算", Exact = true }));
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"已结算：批次 {Batch}");
        await LookAsync(first, "closing-settled");

        // Who sealed it cannot release it; the second person can.
        await page.GetByRole(AriaRole.Link, new() { Name = "第二人放行" }).ClickAsync();
        await Expect(page.Locator("#release")).ToContainTextAsync("须由另一位财务放行");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "放行" })).ToHaveCountAsync(0);
        await using var second = await desk.SignInAsync("sample-finance-2");
        var other = second.Page;
        await ClickAsync(other.GetByRole(AriaRole.Link, new() { Name = Batch }));
        await LookAsync(second, "batch-sealed");
        await ClickAsync(other.GetByRole(AriaRole.Button, new() { Name = "放行" }));
        await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("已放行");
        Assert.True(clicks <= 5, $"Closing a quarter took {clicks} clicks from the start page, two people together.");

        // The file that goes to the bank.
        var lines = await PaymentFileAsync(other);
        var total = lines.Sum(line => line.Amount);
        Assert.Equal(payable, total);
        await using (var book = File.OpenRead(await (await other.RunAndWaitForDownloadAsync(() => other.GetByRole(AriaRole.Link, new() { Name = "拨付文件（Excel）" }).ClickAsync())).PathAsync()))
            Assert.Equal([(byte)'P', (byte)'K'], new[] { (byte)book.ReadByte(), (byte)book.ReadByte() });

        // A return that does not fit records nothing, and says which row.
        await other.GetByLabel("或者粘贴").FillAsync($"批次行号\t案件编号\t金额\t结果\t失败原因\t支付日期\n{lines[0].Number}\t{lines[0].Case}\t{lines[0].Amount + 0.01m}\t成功\t\t2018-04-09");
        await other.GetByRole(AriaRole.Button, new() { Name = "登记回单" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("/rows/2/amount");
        Assert.Contains(lines[0].Case, await other.GetByLabel("或者粘贴").InputValueAsync(), StringComparison.Ordinal);
        await LookAsync(second, "return-refused");
        Assert.Equal((0m, total), (await AmountAsync(other, "#paid"), await AmountAsync(other, "#unanswered")));

        // The bank's file: all but the last two, one of them failed. The last is typed by hand.
        var failed = lines[^2];
        var csv = new StringBuilder("batchLine,caseNumber,amount,outcome,code,paidOn\n");
        foreach (var line in lines[..^1])
            csv.Append(CultureInfo.InvariantCulture, $"{line.Number},{line.Case},{line.Amount},{(line == failed ? "failed,AC01," : "paid,,2018-04-09")}\n");
        await UploadWithoutScriptsAsync(csv.ToString());
        await other.GotoAsync($"/batches/{Batch}");
        Assert.Equal(lines[^1].Amount, await AmountAsync(other, "#unanswered"));
        await other.GetByLabel($"第{lines[^1].Number}笔的回单").SelectOptionAsync("paid");
        await other.GetByRole(AriaRole.Button, new() { Name = "登记本页所选的回单" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalid-request");
        await other.GetByLabel("成功各笔的支付日期").FillAsync("2018-04-10");
        await other.GetByRole(AriaRole.Button, new() { Name = "登记本页所选的回单" }).ClickAsync();
        await Expect(other.GetByText("已全部回单")).ToBeVisibleAsync();
        await LookAsync(second, "batch-answered");

        // Reconciled: the same figures, to the fen, wherever they stand.
        Assert.Equal((total, failed.Amount, 0m), (await AmountAsync(other, "#paid") + await AmountAsync(other, "#failed"), await AmountAsync(other, "#difference"), await AmountAsync(other, "#unanswered")));
        Assert.Equal((total, total), (await AmountAsync(other, "#batch-total"), await AmountAsync(other, "#file-total")));
        await Expect(other.GetByText("不一致")).ToHaveCountAsync(0);
        await other.GotoAsync($"/windows/{Window}");
        Assert.Equal(total - failed.Amount, await RowAsync(other, "已拨付"));
        Assert.Equal(failed.Amount, await RowAsync(other, "拨付失败"));
        var standing = await AmountAsync(other, "#window-total");
        await other.GotoAsync($"/windows/{Window}/closing");
        Assert.Equal(total, await AmountAsync(other, "#approved strong"));
        await LookAsync(second, "closing-done");
        foreach (var report in new[] { $"/reports/windows/{Window}", "/reports?year=2018" })
        {
            await other.GotoAsync(report);
            var figures = other.GetByRole(AriaRole.Table, new() { Name = "按举措（元）", Exact = true });
            Assert.Equal((total, total - failed.Amount, failed.Amount), (await FigureAsync("Approved"), await FigureAsync("Paid"), await FigureAsync("Failed")));
            Assert.Equal(standing, await FigureAsync("Approved") + await FigureAsync("Undecided"));
            Assert.Equal(await FigureAsync("Applied for"), standing + await FigureAsync("Refused"));
            await LookAsync(second, report.Contains("windows", StringComparison.Ordinal) ? "report-window-paid" : "report-year-paid");

            async Task<decimal> FigureAsync(string name) => decimal.Parse(await figures.Locator($"tfoot [data-figure='{name}']").InnerTextAsync(), CultureInfo.InvariantCulture);
        }

        await PayAgainAsync(other, Payee, failed.Amount);
        await ClawBackAsync(second);
        await other.GotoAsync($"/windows/{Window}/closing");
        Assert.Equal(total, await AmountAsync(other, "#approved strong"));
        Assert.Equal(1000m, await AmountAsync(other, "#approved"));

        Task ClickAsync(ILocator what)
        {
            clicks++;
            return what.ClickAsync();
        }
    }

    [GeneratedRegex(@"[0-9,]+\.[0-9]{2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Yuan();

    /// <summary>A leader stops a line, which the checklist tells; the leader cannot let it go on, finance can.</summary>
    private async Task StopAndGoOnAsync(IPage finance)
    {
        await using var leader = await desk.SignInAsync("sample-leader-1");
        var page = leader.Page;
        await page.GotoAsync($"/cases/{Stopped}");
        await page.GetByRole(AriaRole.Link, new() { Name = "拨付", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "选择 第1行" }).CheckAsync();
        await page.GetByLabel("事由").FillAsync("合同待核实");
        await page.GetByRole(AriaRole.Button, new() { Name = "停止拨付" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已登记");
        await Expect(page.Locator("main")).ToContainTextAsync("合同待核实");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "选择 第1行" }).CheckAsync();
        await page.GetByLabel("事由").FillAsync("已核实");
        await page.GetByRole(AriaRole.Button, new() { Name = "解除停止" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("separation-of-duties");
        await Expect(page.GetByLabel("事由")).ToHaveValueAsync("已核实");
        await LookAsync(leader, "payment-stopped");

        await finance.GotoAsync($"/windows/{Window}/closing");
        await Expect(finance.Locator("#accounts")).ToContainTextAsync($"{Stopped} 示例智造见习基地有限公司 已停止拨付");
        var without = await AmountAsync(finance, "#payable");
        await finance.GotoAsync($"/cases/{Stopped}/payment");
        await finance.GetByRole(AriaRole.Checkbox, new() { Name = "选择 第1行" }).CheckAsync();
        await finance.GetByLabel("事由").FillAsync("已核实");
        await finance.GetByRole(AriaRole.Button, new() { Name = "解除停止" }).ClickAsync();
        await Expect(finance.GetByRole(AriaRole.Status)).ToContainTextAsync("已登记");
        await finance.GotoAsync($"/windows/{Window}/closing");
        Assert.Equal(without + 1000m, await AmountAsync(finance, "#payable"));
        await finance.GotoAsync("/");
    }

    /// <summary>The payee of what failed gives another account, which a second person confirms: the next batch is sealed from the checklist.</summary>
    private async Task PayAgainAsync(IPage page, string payee, decimal failed)
    {
        await SendAsync("sample-handler-1", "handler", HttpMethod.Put, $"/enterprises/{payee}", new
        {
            name = "示例精工机械有限公司",
            bank = new { bankName = "示例银行拱墅支行", accountName = "示例精工机械有限公司", accountNumber = "0009990000000000017" },
        });
        await SendAsync("sample-finance-1", "finance", HttpMethod.Post, $"/enterprises/{payee}/bank/confirmation", new { outcome = "confirm", comment = "已核对开户证明" });
        await page.GotoAsync($"/windows/{Window}/closing");
        await Expect(page.Locator("#accounts")).ToContainTextAsync("银行未付成 1 件");
        Assert.Equal(failed, await AmountAsync(page, "#payable"));
        await page.GetByRole(AriaRole.Button, new() { Name = "封存下一批" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("批次 B-2018Q1-2，1 笔");
        await page.GetByRole(AriaRole.Link, new() { Name = "拨付批次", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["B-2018Q1-2", Batch]);
        await ScreenTests.KeepAsync(page, "batches-1440");
    }

    /// <summary>What was paid is clawed back, and a part of it comes back.</summary>
    private static async Task ClawBackAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GotoAsync($"/cases/{Stopped}/payment");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "选择 第2行" }).CheckAsync();
        await page.GetByLabel("事由").FillAsync("核查发现未实际录用");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记追回" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已登记");
        Assert.Equal(1000m, await AmountAsync(page, "#owed"));
        await page.GetByLabel("金额（元）").FillAsync("1,000.01");
        await page.GetByLabel("退款日期").FillAsync("2018-04-01");
        await page.GetByLabel("凭证号").FillAsync("测试凭证1");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记退回" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("超过尚未退回的金额");
        await page.GetByLabel("金额（元）").FillAsync("400.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记退回" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已登记");
        Assert.Equal(599.50m, await AmountAsync(page, "#owed"));
        await LookAsync(visit, "payment-clawed-back");
        await page.GetByRole(AriaRole.Link, new() { Name = "追回", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = Stopped })).ToContainTextAsync("1,000.00 400.50 599.50");
        await LookAsync(visit, "clawbacks");
    }

    private async Task UploadWithoutScriptsAsync(string csv)
    {
        await using var plain = await desk.SignInAsync("sample-finance-2", scripts: false);
        await plain.Page.GotoAsync($"/batches/{Batch}");
        await plain.Page.GetByLabel("银行回单文件").SetInputFilesAsync(new FilePayload { Name = "回单.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "登记回单" }).ClickAsync();
        await Expect(plain.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("银行回单已登记");
    }

    private async Task SendAsync(string sub, string role, HttpMethod method, string path, object body)
    {
        using var issued = await desk.Server.Client.PostAsJsonAsync("/dev/tokens", new { sub, name = sub, roles = new[] { role } });
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        using var answer = await desk.Server.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task MoveClockAsync(string now)
    {
        using var moved = await desk.Server.Client.PostAsJsonAsync("/dev/clock", new { now });
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

    private static async Task<(int Number, string Case, decimal Amount)[]> PaymentFileAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "拨付文件（CSV）" }).ClickAsync());
        Assert.Equal($"{Batch}.csv", download.SuggestedFilename);
        var rows = (await File.ReadAllLinesAsync(await download.PathAsync())).Skip(1).Where(row => row.Length > 0).Select(row => row.Split(','));
        return [.. rows.Select(row => (int.Parse(row[1], CultureInfo.InvariantCulture), row[2], decimal.Parse(row[7], CultureInfo.InvariantCulture)))];
    }

    /// <summary>The last amount of money in an element.</summary>
    private static async Task<decimal> AmountAsync(IPage page, string selector)
    {
        var text = await page.Locator(selector).InnerTextAsync();
        var found = Yuan().Matches(text);
        Assert.True(found.Count > 0, $"No amount in: {text}");
        return decimal.Parse(found[^1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<decimal> RowAsync(IPage page, string status)
    {
        var text = await page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = status, Exact = true }) }).Locator("td").Last.InnerTextAsync();
        return decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>The page as it is, at a desk and on a phone.</summary>
    private static async Task LookAsync(Visit visit, string name)
    {
        await visit.MustBeAccessibleAsync(name);
        await visit.MustFitAsync(name);
        await ScreenTests.KeepAsync(visit.Page, name + "-1440");
        await visit.Page.SetViewportSizeAsync(390, 844);
        await visit.MustFitAsync(name);
        await ScreenTests.KeepAsync(visit.Page, name + "-390");
        await visit.Page.SetViewportSizeAsync(1440, 900);
    }
}
