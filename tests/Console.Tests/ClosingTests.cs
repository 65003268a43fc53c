using System.Globalization;
using System.Net.Http.Json;
using System.Text;
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
    private const string Window = "2018Q1", Batch = "B-2018Q1-1";

    [Fact]
    public async Task Two_finance_people_close_a_quarter_and_every_page_has_the_same_figures()
    {
        await MoveClockAsync("2018-04-01T00:00:05+08:00");
        var clicks = 0;
        await using var first = await desk.SignInAsync("sample-finance-1");
        var page = first.Page;

        // From the start page: the window that waits, what is undecided, carried over, settled.
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "2018年第一季度" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2018年第一季度结算与拨付");
        await Expect(page.Locator("#decided")).ToContainTextAsync("还有 11 件未审结");
        await Expect(page.Locator("#decided a[href='/cases/GS-2018Q1-000002']")).ToBeVisibleAsync();
        var payable = await AmountAsync(page, "#payable");
        await LookAsync(first, "closing-before");
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
        await other.GetByLabel("银行回单文件").SetInputFilesAsync(new FilePayload { Name = "回单.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv.ToString()) });
        await other.GetByRole(AriaRole.Button, new() { Name = "登记回单" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("银行回单已登记");
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
        Assert.Equal(total, await AmountAsync(other, "#approved"));
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

        Task ClickAsync(ILocator what)
        {
            clicks++;
            return what.ClickAsync();
        }
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

    [GeneratedRegex(@"[0-9,]+\.[0-9]{2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Yuan();

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
