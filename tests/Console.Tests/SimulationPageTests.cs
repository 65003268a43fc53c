using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>政策试算: what a change would have cost.</summary>
[Collection(AtTheDesk.Name)]
public sealed class SimulationPageTests(Desk desk)
{
    [Fact]
    public async Task A_leader_sees_what_another_amount_would_cost_line_by_line_and_what_is_wrong_with_a_draft()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        var page = visit.Page;
        await page.GotoAsync("/policies/gongshu-2018");
        await page.GetByRole(AriaRole.Link, new() { Name = "政策试算" }).ClickAsync();
        var draft = page.GetByLabel("政策草案");
        await page.GetByLabel("受理期", new() { Exact = true }).SelectOptionAsync("2018Q1");
        var inForce = await draft.InputValueAsync();

        // By the policy in force nothing changes.
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await Expect(page.GetByText("没有发生变化的行")).ToBeVisibleAsync();
        await Expect(page.Locator("#result tfoot")).ToContainTextAsync("0.00");

        await WriteOverAsync(draft, "\"seniorTechnician\": 1500", "\"seniorTechnician\": 1800");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        var lines = page.GetByRole(AriaRole.Region, new() { Name = "金额有变化的行" });
        await Expect(lines.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("+300.00");
        await Expect(lines.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("三(二)");
        await visit.MustFitAsync("simulation with a result");
        await visit.MustBeAccessibleAsync("simulation with a result");
        await ScreenTests.KeepAsync(page, "simulation-result-1440");

        await WriteOverAsync(draft, "\"seniorTechnician\": 1800", "\"seniorTechnician\": 800");
        var refused = inForce.Replace("\"seniorTechnician\": 1500", "\"seniorTechnician\": 800", StringComparison.Ordinal);
        Assert.NotEqual(inForce, refused);
        visit.Expected.Add("status of 422");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("/policy/programmes/1/benefits/0/amount/yuan/seniorTechnician");
        await Expect(draft).ToHaveValueAsync(refused);
    }

    /// <summary>Marks <paramref name="old"/> and types over it. (To type all of a policy anew takes the browser many seconds: it breaks a thousand lines one by one.)</summary>
    private static async Task WriteOverAsync(ILocator area, string old, string @new)
    {
        await area.EvaluateAsync("(area, old) => { const at = area.value.indexOf(old); area.focus(); area.setSelectionRange(at, at + old.length); }", old);
        await area.Page.Keyboard.InsertTextAsync(@new);
    }
}
