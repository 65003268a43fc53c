using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Contract;

/// <summary>Who is shown the signals of a case, in which language, and what happens when they cannot be had.</summary>
public sealed class SignalTests : IAsyncLifetime
{
    private const string Path = "/api/v1/applications/GS-2018Q1-000123";

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.On<IApplicationGrain>(nameof(IApplicationGrain.Get), _ => Samples.Case);
        _host.Grains.On<ISignalsGrain>(nameof(ISignalsGrain.Of), call => new[]
        {
            new SignalView("same-phone", call.Argument<bool>() ? "in English" : "中文") { Cases = [Samples.Case.CaseNumber], Lines = [2] },
        });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Staff_are_shown_them_in_their_language()
    {
        var shown = (await _host.GetAsync(Path, _host.Token(null, RoleName.Auditor))).Json["signals"]!;
        Assert.Equal("""[{"code":"same-phone","detail":"中文","clause":null,"cases":["GS-2018Q1-000123"],"lines":[2]}]""", shown.ToJsonString(Gongshu.Api.Json.ApiJson.Chinese));
        var english = await _host.GetAsync(Path, _host.Token(null, RoleName.Auditor), ("Accept-Language", "en"));
        Assert.Equal("in English", (string?)english.Json["signals"]![0]!["detail"]);
    }

    [Fact]
    public async Task A_portal_is_shown_none_and_nobody_asks_for_them()
    {
        var reply = await _host.GetAsync(Path, _host.Token(Samples.Case.Applicant.Uscc, RoleName.Portal));
        Assert.Equal(200, reply.Status);
        Assert.Null(reply.Json["signals"]);
        Assert.DoesNotContain(_host.Grains.Calls, call => call.Grain == typeof(ISignalsGrain));
    }

    [Fact]
    public async Task A_fault_of_theirs_does_not_hide_the_case_and_is_not_taken_for_none()
    {
        foreach (var fault in (Exception[])[new StorageUnavailableException("x"), new TimeoutException("x"), new InvalidOperationException("测试一号")])
        {
            _host.Grains.On<ISignalsGrain>(nameof(ISignalsGrain.Of), _ => throw fault);
            var reply = await _host.GetAsync(Path, _host.Token(null, RoleName.Handler));
            Assert.Equal(200, reply.Status);
            Assert.Equal("signals-unavailable", (string?)reply.Json["signals"]![0]!["code"]);
            Assert.DoesNotContain("测试一号", reply.Json["signals"]!.ToJsonString(Gongshu.Api.Json.ApiJson.Chinese), StringComparison.Ordinal);
        }
    }
}
