using System.Net.Http.Json;
using System.Text.Json;
using Gongshu.Testing;
using Gongshu.Testing.Processes;
using Microsoft.Playwright;

namespace Gongshu.StaffConsole.Tests;

/// <summary>One running program with the demo's data, and one Chromium, for all tests of the console.</summary>
public sealed class Desk : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new("console");
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal ServerProcess Server { get; private set; } = null!;

    internal Uri Url => Server.Url;

    internal string DataFolder => _folder["data"];

    public async Task InitializeAsync()
    {
        var starting = ServerProcess.StartAsync(new ServerOptions(Checkout.Program("Api"))
        {
            Arguments = ["demo", $"--Data:Directory={DataFolder}"],
            ReadyWithin = TimeSpan.FromMinutes(3),
        });
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Browser.Path(),
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Server = await starting;
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Somebody at a desk: a browser of their own, not signed in.</summary>
    internal async Task<Visit> ComeAsync(int width = 1440, int height = 900, bool scripts = true) => await Visit.OfAsync(
        await _browser.NewContextAsync(new() { BaseURL = Url.ToString(), Locale = "zh-CN", ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = scripts }));

    /// <summary>A client that follows nothing and keeps nothing.</summary>
    internal HttpClient PlainClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };

    /// <summary>A token for the API.</summary>
    internal async Task<string> TokenAsync(string role, string? org = null)
    {
        using var answer = await Server.Client.PostAsJsonAsync("/dev/tokens", new { sub = "test-" + role, name = "测试", roles = new[] { role }, org });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>One of the sample people, signed in.</summary>
    internal async Task<Visit> SignInAsync(string sample, int width = 1440, int height = 900, bool scripts = true)
    {
        var visit = await ComeAsync(width, height, scripts);
        await visit.SignInAsync(sample);
        return visit;
    }
}

[CollectionDefinition(Name)]
public sealed class AtTheDesk : ICollectionFixture<Desk>
{
    public const string Name = "desk";
}
