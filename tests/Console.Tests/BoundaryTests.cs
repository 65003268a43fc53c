using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Gongshu.StaffConsole.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Where the console ends and the API begins.</summary>
[Collection(AtTheDesk.Name)]
public sealed class BoundaryTests(Desk desk)
{
    [Fact]
    public async Task The_cookie_of_the_console_never_opens_the_API()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        foreach (var path in new[] { "/api/v1/queue", "/api/v1/policies", "/api/v1/applications" })
        {
            var answer = await visit.Context.APIRequest.GetAsync(path);
            Assert.Equal(401, answer.Status);
            Assert.Equal("application/problem+json", answer.Headers["content-type"]);
            Assert.Equal("Bearer", answer.Headers["www-authenticate"]);
            Assert.DoesNotContain("set-cookie", answer.Headers.Keys);
        }
    }

    [Fact]
    public async Task A_bearer_token_opens_no_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await desk.TokenAsync("leader"));
        using var client = desk.PlainClient();
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/api/v1/nowhere", 404, "application/problem+json")]
    [InlineData("/api", 404, "application/problem+json")]
    [InlineData("/dev/nowhere", 404, "application/problem+json")]
    [InlineData("/health/live", 200, "text/plain")]
    [InlineData("/health/nowhere", 404, "application/problem+json")]
    [InlineData("/metrics", 404, "application/problem+json")]
    [InlineData("/openapi/v1.json", 200, "application/json")]
    [InlineData("/swagger/index.html", 200, "text/html")]
    [InlineData("/problems/not-found", 200, "text/html")]
    [InlineData("/problems/nowhere", 404, "application/problem+json")]
    public async Task Paths_of_the_API_answer_as_they_did(string path, int status, string mediaType)
    {
        using var client = desk.PlainClient();
        using var answer = await client.GetAsync(path);
        Assert.Equal((status, mediaType), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("form-action", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Addresses()
    {
        var addresses = new TheoryData<string>();
        foreach (var page in typeof(App).Assembly.GetTypes().Where(type => type.GetCustomAttribute<AllowAnonymousAttribute>() is null))
        {
            foreach (var route in page.GetCustomAttributes<RouteAttribute>()) addresses.Add(route.Template);
        }

        addresses.Add("/counter/roster-template.xlsx");
        addresses.Add("/attachments/{id}");
        addresses.Add("/batches/{BatchId}/files/payment-file.csv");
        addresses.Add("/cases/{CaseNumber}/forms/annex-1.pdf");
        addresses.Add("/workers/{WorkerRef}/claims.pdf");
        return addresses;
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Each_page_but_the_sign_in_demands_a_person(string template)
    {
        var address = template.Replace("{CaseNumber}", "GS-2018Q1-000002", StringComparison.Ordinal).Replace("{Line:int}", "1", StringComparison.Ordinal)
            .Replace("{Window}", "2018Q1", StringComparison.Ordinal).Replace("{BatchId}", "B-2018Q1-1", StringComparison.Ordinal)
            .Replace("{WorkerRef}", "w_" + new string('a', 32), StringComparison.Ordinal).Replace("{id}", "att_x", StringComparison.Ordinal)
            .Replace("{Uscc}", "52330105D00000056X", StringComparison.Ordinal).Replace("{Id}", "some-id", StringComparison.Ordinal).Replace("{Year}", "2018", StringComparison.Ordinal);
        Assert.DoesNotContain("{", address, StringComparison.Ordinal);
        using var client = desk.PlainClient();
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(address)}", answer.Headers.Location!.PathAndQuery);
        using var posted = await client.PostAsync(address, new FormUrlEncodedContent([]));
        Assert.Contains(posted.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed });
    }

    [Fact]
    public async Task Pages_may_load_nothing_from_elsewhere_and_are_kept_nowhere()
    {
        using var client = desk.PlainClient();
        using var answer = await client.GetAsync("/sign-in");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_page_takes_less_than_300_kB_over_the_wire()
    {
        await using var visit = await desk.SignInAsync("sample-leader-1");
        var session = await visit.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.clearBrowserCache");
        double bytes = 0;
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        await visit.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(bytes, 1_000, 300_000);
    }
}
