using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Api.Auth;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.Api.Tests.Hosting;

/// <summary>The front on a real Kestrel at a free port of this machine, before grains that only answer.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly TempFolder _data;
    private readonly WebApplication _app;

    private ApiHost(WebApplication app, FakeGrains grains, SetClock clock, TempFolder data)
    {
        (_app, Grains, Clock, _data) = (app, grains, clock, data);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeGrains Grains { get; }

    public SetClock Clock { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public string DataDirectory => _data.FullPath;

    public static async Task<ApiHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var data = new TempFolder("api");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = "Gongshu.Api" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Data:Directory"] = data.FullPath,
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        var (grains, clock) = (new FakeGrains(), new SetClock());
        builder.Services.AddSingleton(grains.Factory);
        builder.Services.AddSingleton<IPolicyClock>(clock);
        builder.Services.AddSingleton(new Sealer(new Dictionary<int, byte[]> { [1] = new byte[32] }));
        builder.Services.AddAttachments(new AttachmentSettings(
            StoreKind.Folder, Path.Combine(data.FullPath, "attachments"), null, new ScannerSettings(null, false, TimeSpan.FromSeconds(1)), UploadsAtOnce: 8));
        builder.AddGongshuApi();
        var app = builder.Build();
        app.MapGongshuApi();
        await app.StartAsync();
        return new ApiHost(app, grains, clock, data);
    }

    /// <summary>A token of the development issuer.</summary>
    public string Token(string? org, params ReadOnlySpan<RoleName> roles) => Services.GetRequiredService<DevelopmentIssuer>()
        .Issue(new TokenAsked("u-" + string.Join('-', roles.ToArray().Select(WireNames.Of)), "测试员", roles.ToArray(), org)).AccessToken;

    public Task<Reply> GetAsync(string path, string? token, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, token, headers);

    public Task<Reply> PostAsync(string path, string body, string? token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), token, headers);

    public Task<Reply> PutAsync(string path, string body, string? token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, Json(body), token, headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record Reply(int Status, string MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => (string?)Json["code"];

    /// <summary>Pointer and code of each entry of <c>errors</c>.</summary>
    public (string Pointer, string Code)[] Errors =>
        [.. (Json["errors"]?.AsArray() ?? []).Select(fault => ((string)fault!["pointer"]!, (string)fault["code"]!))];

    public static async Task<Reply> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>A problem of this code and its status, with the members that every problem has.</summary>
    public Reply ShouldBe(ProblemCode code)
    {
        Assert.Equal((Gongshu.Api.Problems.ProblemType.Of(code).Status, "application/problem+json"), (Status, MediaType));
        Assert.Equal(code.Wire(), Code);
        Assert.Equal("/problems/" + code.Wire(), (string?)Json["type"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)Json["title"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)Json["traceId"]));
        return this;
    }
}

/// <summary>One front for the tests that leave it as it was.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ApiHost.StartAsync();

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

[CollectionDefinition(Name)]
public sealed class Front : ICollectionFixture<SharedHost>
{
    public const string Name = "front";
}
