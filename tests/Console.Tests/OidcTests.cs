using Gongshu.Testing;
using Gongshu.Testing.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Sign-in with the accounts of an issuer, and what the settings allow.</summary>
[Collection(AtTheDesk.Name)]
public sealed class OidcTests(Desk desk)
{
    [Fact]
    public async Task Staff_sign_in_by_code_flow_with_PKCE_stay_signed_in_over_a_restart_and_come_back_after_their_token_ends()
    {
        await using var issuer = await Issuer.StartAsync();
        using var folder = new TempFolder("oidc");
        await using var server = await ServerProcess.StartApiAsync(
            $"--Data:Directory={folder["data"]}", "--Clock:StartAt=2018-03-05T09:00:00+08:00", "--Auth:DevelopmentIssuer=false", $"--Auth:Authority={issuer.Url}",
            $"--Auth:Audience={Issuer.Audience}", $"--Console:Oidc:ClientId={Issuer.ClientId}", $"--Console:Oidc:ClientSecret={Issuer.ClientSecret}");
        await using var visit = await desk.ComeAsync();
        var page = visit.Page;
        await page.GotoAsync($"{server.Url}cases?status=paid");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("统一认证经办 经办人");
        Assert.Equal("/cases?status=paid", new Uri(page.Url).PathAndQuery);
        Assert.Contains("code_challenge_method=S256", issuer.Asked, StringComparison.Ordinal);
        Assert.Contains(await visit.Context.CookiesAsync(), cookie => cookie is { Name: "__Host-gongshu", SameSite: SameSiteAttribute.Lax, HttpOnly: true, Secure: true });
        await Expect(page.Locator("main")).ToContainTextAsync("没有找到案件");

        // The browser may still be fetching the page's mark when the server goes.
        visit.Expected.Add("net::ERR_CONNECTION_REFUSED");
        await server.StopAsync();
        await server.StartAgainAsync();
        await page.GotoAsync($"{server.Url}cases");
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("统一认证经办");

        // Another sign-in with a token that is at its end already: the API refuses it, and the page asks to sign in and leads back.
        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        issuer.Lifetime = TimeSpan.FromSeconds(3);
        await page.GotoAsync($"{server.Url}persons");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Expect(page.GetByLabel("身份证号或姓名")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("到期");
        issuer.Lifetime = TimeSpan.FromHours(1);
        await Poll.UntilAsync(
            async () => { await page.GotoAsync($"{server.Url}persons"); return new Uri(page.Url).PathAndQuery == "/sign-in?returnUrl=%2Fpersons"; }, TimeSpan.FromSeconds(20), "the end of the token");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Expect(page.GetByLabel("身份证号或姓名")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Half_of_the_settings_refuses_the_start_and_names_what_is_missing()
    {
        using var folder = new TempFolder("oidc");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartApiAsync(
            $"--Data:Directory={folder["data"]}", "--Console:Oidc:ClientId=x", "--Console:ApiAddress=nowhere"));
        foreach (var fault in new[] { "Console:Oidc:Authority", "Console:Oidc:ClientSecret", "Console:ApiAddress" })
            Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_to_sign_in_there_is_no_console()
    {
        using var folder = new TempFolder("oidc");
        await using var server = await ServerProcess.StartApiAsync(
            $"--Data:Directory={folder["data"]}", "--Auth:DevelopmentIssuer=false", "--Auth:Authority=http://127.0.0.1:1", "--Auth:Audience=x");
        using var answer = await server.Client.GetAsync("/");
        Assert.Equal((404, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var asset = await server.Client.GetAsync("/console.css");
        Assert.Equal(404, (int)asset.StatusCode);
    }
}
