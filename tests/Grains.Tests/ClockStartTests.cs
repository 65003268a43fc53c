using Gongshu.Grains.Interfaces;
using Gongshu.Silo.Startup;
using Microsoft.Extensions.Hosting;

namespace Gongshu.Grains.Tests;

public sealed class ClockStartTests
{
    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)(i * 7))]);

    [Theory]
    [InlineData("2018-03-05")]
    [InlineData("2018-03-05T09:00:00")]
    [InlineData("2018-02-30T09:00:00+08:00")]
    [InlineData("next march")]
    [InlineData("1066-10-14T09:00:00+00:00")]
    public void A_start_instant_that_is_none_stops_the_start_and_is_named(string startAt)
    {
        var refused = Assert.Throws<StartupRefusedException>(() => WindowsHost.Build("Development", [new("Clock:StartAt", startAt), new("Data:Directory", "unused")]));
        Assert.Contains("Clock:StartAt", Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_refuses_a_start_instant()
    {
        var refused = Assert.Throws<StartupRefusedException>(() => WindowsHost.Build("Production",
        [
            new("Clock:StartAt", "2018-03-05T09:00:00+08:00"), new("Data:Directory", "unused"), new("Data:AllowEmbeddedInProduction", "true"),
            new("Keys:Pseudonym", Key), new("Keys:Encryption:1", Key), new("Keys:TreeHead", StorageSilo.SampleTreeKey),
        ]));
        Assert.Contains(refused.Faults, fault => fault.Contains("Clock:StartAt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Production_refuses_a_database_whose_clock_was_set()
    {
        await using var store = await WindowsStore.OnSqliteAsync();
        KeyValuePair<string, string?>[] settings =
            [.. store.Settings, new("Data:AllowEmbeddedInProduction", "true"), new("Keys:Pseudonym", Key), new("Keys:Encryption:1", Key), new("Keys:TreeHead", StorageSilo.SampleTreeKey)];
        using (var tried = WindowsHost.Build("Development", settings.Append(new("Clock:StartAt", "2018-03-05T09:00:00+08:00"))))
        {
            await tried.StartAsync();
            await tried.StopAsync();
        }
        using var production = WindowsHost.Build("Production", settings);
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => production.StartAsync());
        Assert.Contains("policy clock", Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_later_instant()
    {
        await using var store = await WindowsStore.OnSqliteAsync();
        DateTimeOffset before;
        await using (var first = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00"))
        {
            await first.MoveToAsync("2018-03-20T12:00:00+08:00");
            before = first.Clock.Now;
        }
        await using (var second = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00"))
        {
            Assert.InRange(second.Clock.Now, before, before.AddMinutes(10));
        }
        await using var third = await WindowsHost.StartAsync(store, "2018-05-01T00:00:00+08:00");
        Assert.InRange(third.Clock.Now, DateTimeOffset.Parse("2018-05-01T00:00:00+08:00"), DateTimeOffset.Parse("2018-05-01T00:10:00+08:00"));
    }

    [Fact]
    public async Task A_move_back_is_refused_with_the_present_instant()
    {
        await using var store = await WindowsStore.OnSqliteAsync();
        await using var host = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00");
        var answer = await host.Grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(DateTimeOffset.Parse("2018-03-05T08:59:59+08:00"));
        Assert.Equal(ProblemCode.ClockMovesForwardOnly, answer.Refusal?.Code);
        Assert.Contains("2018-03-05T09:", answer.Refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_beyond_the_known_centuries_is_refused()
    {
        await using var store = await WindowsStore.OnSqliteAsync();
        await using var host = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00");
        var answer = await host.Grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(DateTimeOffset.Parse("9999-12-31T00:00:00+08:00"));
        Assert.Equal("/now", Assert.Single(answer.Refusal!.Errors!).Pointer);
    }
}
