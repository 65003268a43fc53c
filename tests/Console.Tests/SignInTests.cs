using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gongshu.StaffConsole.Tests;

[Collection(AtTheDesk.Name)]
public sealed class SignInTests(Desk desk)
{
    [Fact]
    public async Task The_cookie_is_this_hosts_alone_and_no_script_can_read_it()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        var cookies = await visit.Context.CookiesAsync();
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-gongshu", cookie.Name, StringComparison.Ordinal);
            Assert.True(cookie is { Secure: true, HttpOnly: true, Path: "/" }, cookie.Name);
            Assert.Equal("127.0.0.1", cookie.Domain);
        });
        Assert.Equal(SameSiteAttribute.Strict, Assert.Single(cookies, cookie => cookie.Name == "__Host-gongshu").SameSite);
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.DoesNotContain("eyJ", await visit.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_asked_to_sign_in_comes_back_to_where_they_were()
    {
        await using var visit = await desk.ComeAsync();
        await visit.Page.GotoAsync("/cases?status=submitted");
        await visit.Page.Locator("button[value=sample-auditor]").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("示例审计");
        Assert.Equal("/cases?status=submitted", new Uri(visit.Page.Url).PathAndQuery);
        await Expect(visit.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("2018年第一季度受理期");
        await Expect(visit.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("还有11天");
    }

    [Theory]
    [InlineData("https://elsewhere.invalid/")]
    [InlineData("//elsewhere.invalid/")]
    [InlineData("/\\elsewhere.invalid/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in")]
    public async Task A_way_back_to_elsewhere_leads_to_the_first_page(string returnUrl)
    {
        await using var visit = await desk.ComeAsync();
        await visit.SignInAsync("sample-auditor", returnUrl);
        Assert.Equal("/", new Uri(visit.Page.Url).PathAndQuery);
    }

    [Fact]
    public async Task After_signing_out_the_pages_are_closed_again()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登录");
        await visit.Page.GotoAsync("/cases");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登录");
        Assert.DoesNotContain(await visit.Context.CookiesAsync(), cookie => cookie.Name == "__Host-gongshu");
    }

    [Fact]
    public async Task Anybody_can_be_chosen_with_any_roles()
    {
        await using var visit = await desk.ComeAsync();
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.GetByText("其他身份").ClickAsync();
        await visit.Page.GetByLabel("用户标识").FillAsync("u-<b>&\u202E");
        await visit.Page.GetByLabel("姓名").FillAsync("<script>x</script>某人");
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "财务" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "审计" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("<script>x</script>某人 财务、审计");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var visit = await desk.SignInAsync("sample-handler-1");
        foreach (var path in new[] { "/sign-out", "/language", "/", "/cases/GS-2018Q1-000004" })
        {
            var form = visit.Context.APIRequest.CreateFormData();
            form.Set("_handler", "several");
            form.Set("to", "en");
            Assert.Equal(400, (await visit.Context.APIRequest.PostAsync(path, new() { Form = form })).Status);
        }
    }

    [Fact]
    public void The_keys_of_the_cookies_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = System.IO.Path.Combine(desk.DataFolder, "console-keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.NotEmpty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("__Host-gongshu=not-ours")]
    [InlineData("__Host-gongshu=")]
    public async Task A_cookie_that_the_console_did_not_make_says_nothing(string cookie)
    {
        using var client = desk.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cases");
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        Assert.Equal("/sign-in?returnUrl=%2Fcases", answer.Headers.Location?.PathAndQuery);
    }
}
