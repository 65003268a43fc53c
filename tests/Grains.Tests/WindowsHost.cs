using Gongshu.Grains.Clock;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Gongshu.Grains.Tests;

/// <summary>A whole silo in this process on a database that outlives it, with the policy clock inside 2018.</summary>
internal sealed class WindowsHost(IHost host) : IAsyncDisposable
{
    public static readonly Actor Leader = new("u-leader", "负责人", Roles.Leader, null);
    public static readonly Actor Finance = new("u-finance", "财务甲", Roles.Finance, null);
    public static readonly Actor OtherFinance = new("u-finance-2", "财务乙", Roles.Finance, null);
    public static readonly Actor Handler = new("u-handler", "经办人", Roles.Handler, null);

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => host.Services;

    public ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    public PolicyClock Clock => host.Services.GetRequiredService<PolicyClock>();

    public IIntakeGrain Intake => Grains.GetGrain<IIntakeGrain>(GrainKeys.Intake);

    public IIntakeWindowGrain Window(string window) => Grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(WindowId.Parse(window)));

    public IBatchGrain Batch(string batchId) => Grains.GetGrain<IBatchGrain>(GrainKeys.Batch(batchId));

    public static async Task<WindowsHost> StartAsync(WindowsStore store, string? startAt = null, string clusterId = "test", TimeSpan? attendEvery = null)
    {
        var settings = store.Settings.Append(new("Orleans:ClusterId", clusterId));
        if (startAt is not null) settings = settings.Append(new("Clock:StartAt", startAt));
        var host = Build("Development", settings, attendEvery);
        try
        {
            await host.StartAsync();
            return new WindowsHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public static IHost Build(string environment, IEnumerable<KeyValuePair<string, string?>> settings, TimeSpan? attendEvery = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddGongshuSilo();
        if (attendEvery is { } every)
        {
            builder.Services.AddSingleton(new AttendanceSettings(every));
            builder.Services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = every);
        }
        return builder.Build();
    }

    /// <summary>Moves the policy clock; on return everything due by then was done.</summary>
    public async Task MoveToAsync(string instant)
    {
        var moved = await Grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(DateTimeOffset.Parse(instant));
        Assert.Null(moved.Refusal);
    }

    public async Task<WindowView> ViewAsync(string window) => Assert.IsType<WindowView>(await Window(window).Get());

    /// <summary>The types of a stream's events, oldest first.</summary>
    public async Task<string[]> EventsAsync(string stream) =>
        [.. (await Ledger.LoadEventsAsync(stream, 0, CancellationToken.None)).Select(stored => stored.Type)];

    public Task<Answer<SettlementView>> SettleAsync(string window, bool carry = false, Actor? by = null, OperationKey? operation = null) =>
        Window(window).Settle(new SettleWindow(carry, operation, by ?? Finance));

    public Task<Answer<WindowView>> OverrideAsync(
        string window, string? opensOn, string? closesOn, Actor? by = null, OperationKey? operation = null, int? ifMatch = null) =>
        Window(window).Override(new OverrideWindow(Day(opensOn), Day(closesOn), "春节假期顺延", operation, by ?? Leader, ifMatch));

    public static OperationKey Operation(string key, string body = "{}") =>
        new(OperationId.Of("u", "POST", "/x", key).Hex, System.Text.Encoding.UTF8.GetBytes(body));

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
