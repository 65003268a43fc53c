using Microsoft.Playwright;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Each page at a desk and on a phone: it fits, axe finds nothing, and with <c>GONGSHU_SCREENSHOTS</c> set its picture is left in that folder.</summary>
[Collection(AtTheDesk.Name)]
public sealed class ScreenTests(Desk desk)
{
    private static readonly (string Name, string Who, string Address)[] Pages =
    [
        ("sign-in", "", "/sign-in"),
        ("my-work", "sample-leader-1", "/"),
        ("my-work-nothing", "sample-leader-1", "/?stage=leader&overdue=true"),
        ("cases", "sample-auditor", "/cases"),
        ("cases-nothing", "sample-auditor", "/cases?q=GS-2018Q1-999999"),
        ("persons", "sample-handler-1", "/persons"),
        ("case-to-decide", "sample-leader-1", "/cases/GS-2018Q1-000002"),
        ("case-returned", "sample-handler-1", "/cases/GS-2018Q1-000008"),
        ("case-studio", "sample-handler-1", "/cases/GS-2018Q1-000015"),
        ("history", "sample-handler-1", "history"),
        ("worker", "sample-leader-1", "worker"),
        ("worker-nobody", "sample-leader-1", "/workers/w_00000000000000000000000000000000"),
        ("explanation", "sample-handler-1", "/cases/GS-2018Q1-000002/lines/1"),
        ("audit", "sample-handler-1", "/cases/GS-2018Q1-000002/audit"),
        ("windows", "sample-leader-1", "/windows"),
        ("windows-nothing", "sample-finance-1", "/windows?year=2017"),
        ("window", "sample-leader-1", "/windows/2018Q1"),
        ("closing", "sample-finance-1", "/windows/2018Q1/closing"),
        ("report-year", "sample-leader-1", "/reports"),
        ("report-nothing", "sample-auditor", "/reports?year=2016"),
        ("report-window", "sample-finance-1", "/reports/windows/2018Q1"),
        ("batches-nothing", "sample-finance-1", "/batches"),
        ("payment", "sample-finance-1", "/cases/GS-2018Q1-000001/payment"),
        ("clawbacks-nothing", "sample-auditor", "/clawbacks"),
        ("missing-batch", "sample-finance-1", "/batches/B-2018Q1-9"),
        ("enterprises", "sample-handler-1", "/enterprises"),
        ("enterprise", "sample-handler-1", "/enterprises/52330105D00000056X"),
        ("enterprise-edit", "sample-handler-1", "/enterprises/52330105D00000056X/edit"),
        ("plans", "sample-handler-1", "/training-plans"),
        ("plan-late", "sample-handler-1", "/training-plans/demo-filed-late"),
        ("plan-edit", "sample-handler-1", "/training-plans/demo-fitters/edit"),
        ("studios", "sample-handler-1", "/master-studios"),
        ("studio", "sample-handler-1", "/master-studios/demo-studio-welding"),
        ("studio-edit", "sample-handler-1", "/master-studios/demo-studio-welding/edit"),
        ("competitions", "sample-handler-1", "/competitions"),
        ("competition", "sample-handler-1", "/competitions/demo-contest-welding"),
        ("competition-new", "sample-handler-1", "/competitions/new"),
        ("honours", "sample-leader-1", "/honours"),
        ("honour", "sample-leader-1", "/honours/2018?enterprise=52330105D00000056X"),
        ("counter", "sample-handler-1", "/counter?q=示例"),
        ("counter-missing", "sample-handler-1", "/counter/aaaaaaaaaaaaaaaaaaaaaaaa"),
        ("policy", "sample-auditor", "/policies"),
        ("simulation", "sample-leader-1", "/policies/gongshu-2018/simulation"),
        ("missing-case", "sample-handler-1", "/cases/GS-2018Q1-999999"),
        ("missing-page", "sample-handler-1", "/nowhere"),
    ];

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Every_page_fits_and_axe_finds_nothing_serious(int width, int height)
    {
        foreach (var visits in Pages.GroupBy(page => page.Who))
        {
            await using var visit = visits.Key.Length == 0 ? await desk.ComeAsync(width, height) : await desk.SignInAsync(visits.Key, width, height);
            visit.Expected.Add("status of 404");
            foreach (var (name, _, address) in visits)
            {
                await visit.Page.GotoAsync(address switch
                {
                    "history" => await HistoryAsync(visit.Page, "GS-2018Q1-000002"),
                    "worker" => (await HistoryAsync(visit.Page, "GS-2018Q1-000005")).Replace("/history", "", StringComparison.Ordinal),
                    _ => address,
                });
                await visit.Page.GetByRole(AriaRole.Main).WaitForAsync();
                await visit.MustFitAsync(name);
                // The rules that axe has do not depend on the width, but for the size of targets: once is enough, and it takes its time.
                if (width > height) await visit.MustBeAccessibleAsync(name);
                await KeepAsync(visit.Page, $"{name}-{width}");
            }
        }
    }

    [Fact]
    public async Task In_English_the_pages_are_in_English()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My work");
        await visit.MustBeAccessibleAsync("my work in English");
        await KeepAsync(visit.Page, "my-work-english-1440");
        await visit.Page.GotoAsync("/cases/GS-2018Q1-999999");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not-found");
        visit.Expected.Add("status of 404");
    }

    private static async Task<string> HistoryAsync(IPage page, string caseNumber)
    {
        await page.GotoAsync("/cases/" + caseNumber);
        return (await page.Locator("a[href$='/history']").First.GetAttributeAsync("href"))!;
    }

    internal static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("GONGSHU_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
