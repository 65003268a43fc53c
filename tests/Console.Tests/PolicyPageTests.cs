using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>The policy, as the program reads it.</summary>
[Collection(AtTheDesk.Name)]
public sealed class PolicyPageTests(Desk desk)
{
    [Fact]
    public async Task Each_clause_is_shown_with_what_is_paid_asked_for_and_refused()
    {
        await using var visit = await desk.SignInAsync("sample-auditor");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "政策" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(desk.Url, "/policies/gongshu-2018").ToString());
        var upgrade = page.GetByRole(AriaRole.Region, new() { Name = "三(二) 高技能人才一次性补贴" });
        await Expect(upgrade.GetByRole(AriaRole.Row).Filter(new() { HasText = "高级技师" })).ToContainTextAsync("1,500.00");
        await Expect(upgrade).ToContainTextAsync("分别给予个人一次性补贴500元、1000元、1500元/人");
        await Expect(upgrade).ToContainTextAsync("高技能人才补贴发放名册（附件2）");
        await upgrade.GetByText("不予补贴的情形").ClickAsync();
        await Expect(upgrade.GetByText("发放名册未经本人签字")).ToBeVisibleAsync();

        // Under the reading in force no plan is asked for here, as it is under 三(一).
        await Expect(upgrade).Not.ToContainTextAsync("plan-filed-late");
        await Expect(page.Locator("#skillTraining")).ToContainTextAsync("plan-filed-late");
        await Expect(page.Locator("#readings")).ToContainTextAsync("至少提前7个工作日");
        await Expect(page.Locator("#terms")).ToContainTextAsync("材料不真实");
    }
}
