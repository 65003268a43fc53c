using Gongshu.Grains.Interfaces;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Gongshu.Grains.Tests;

/// <summary>Whole silos on a real PostgreSQL: membership, reminders and grain state by our statements.</summary>
public sealed class StorageClusterTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await PostgresDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Two_clusters_with_one_service_id_are_acknowledged_each_first_write_once()
    {
        await using var blue = await StartAsync("Orleans:ClusterId=blue");
        await using var green = await StartAsync("Orleans:ClusterId=green");
        var keys = Enumerable.Range(1, 100).Select(n => $"wk1-{n}").ToList();

        // Both activate each grain before either writes it: neither sees a row.
        await Task.WhenAll(keys.SelectMany(key => new[] { blue.Probe(key).Text(), green.Probe(key).Text() }));
        var outcomes = await Task.WhenAll(keys.SelectMany(key => new[] { Put(blue, key, "blue"), Put(green, key, "green") }));

        foreach (var key in keys)
        {
            var winner = Assert.Single(outcomes, outcome => outcome.Key == key && outcome.Written);

            // Both clusters go on: the loser's activation was dropped and reads what the winner wrote.
            Assert.Equal(winner.Text, await blue.Probe(key).Text());
            Assert.Equal(winner.Text, await green.Probe(key).Text());
        }
    }

    [Fact]
    public async Task A_storage_fault_crosses_to_another_silo_as_ours()
    {
        await using var near = await StartAsync();
        await using var far = await StartAsync();
        var probe = await OnAsync(near, far.Name);
        await ExecuteAsync("ALTER TABLE orleans.orleansstorage RENAME TO away");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => probe.Put("lost", 1));
        await probe.Forget();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => probe.Text());

        await ExecuteAsync("ALTER TABLE orleans.away RENAME TO orleansstorage");
        await probe.Put("kept", 1);
        Assert.Equal("kept", await probe.Text());
    }

    [Fact]
    public async Task A_lost_race_crosses_to_another_silo_as_an_inconsistent_state()
    {
        await using var near = await StartAsync();
        await using var far = await StartAsync();
        var probe = await OnAsync(near, far.Name);
        await probe.Put("first", 1);
        await ExecuteAsync("UPDATE orleans.orleansstorage SET version = version + 1");

        await Assert.ThrowsAsync<InconsistentStateException>(() => probe.Put("second", 1));

        Assert.Equal("first", await probe.Text());
    }

    [Fact]
    public async Task A_silo_that_stops_leaves_the_cluster()
    {
        await using var stays = await StartAsync();
        var leaves = await StartAsync();
        var oracle = stays.Services.GetRequiredService<ISiloStatusOracle>();
        await Poll.UntilAsync(() => oracle.GetActiveSilos().Length == 2, TimeSpan.FromSeconds(15), "two active silos");

        await leaves.DisposeAsync();

        await Poll.UntilAsync(() => oracle.GetActiveSilos().Length == 1, TimeSpan.FromSeconds(15), "one active silo");
    }

    [Fact]
    public async Task Membership_takes_one_change_a_version_and_cleans_up_only_the_dead()
    {
        await using var silo = await StartAsync();
        var table = silo.Services.GetRequiredService<IMembershipTable>();
        var before = await table.ReadAllAsync();
        var dead = Member(SiloStatus.Dead, DateTime.UnixEpoch);
        var joining = Member(SiloStatus.Joining, DateTime.UnixEpoch);

        Assert.True(await table.InsertRowAsync(dead, before.Version.Next()));
        Assert.False(await table.InsertRowAsync(joining, before.Version.Next()));
        var next = await table.ReadAllAsync();
        Assert.True(await table.InsertRowAsync(joining, next.Version.Next()));
        Assert.False(await table.InsertRowAsync(joining, (await table.ReadAllAsync()).Version.Next()));

        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UnixEpoch.AddDays(1));

        var left = (await table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress).ToList();
        Assert.DoesNotContain(dead.SiloAddress, left);
        Assert.Contains(joining.SiloAddress, left);
        Assert.Equal(2, left.Count);
    }

    [Fact]
    public async Task Reminders_are_kept_ranged_and_deleted_by_version()
    {
        await using var silo = await StartAsync();
        var table = silo.Services.GetRequiredService<IReminderTable>();
        var grain = GrainId.Create("window", "win-2018q1");
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "watch", StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) };

        await table.UpsertRow(entry);
        entry.Period = TimeSpan.FromMinutes(2);
        var version = await table.UpsertRow(entry);

        var read = await table.ReadRow(grain, "watch");
        Assert.NotNull(read);
        Assert.NotNull(version);
        Assert.Equal((TimeSpan.FromMinutes(2), DateTime.UnixEpoch, version), (read.Period, read.StartAt, read.ETag));
        var hash = grain.GetUniformHashCode();
        Assert.Single((await table.ReadRows(unchecked(hash - 1), hash)).Reminders);
        Assert.Empty((await table.ReadRows(hash, unchecked(hash + 1))).Reminders);
        Assert.Contains((await table.ReadRows(unchecked(hash + 1), hash)).Reminders, found => found.GrainId == grain);
        Assert.Single((await table.ReadRows(grain)).Reminders);
        Assert.False(await table.RemoveRow(grain, "watch", "0"));
        Assert.True(await table.RemoveRow(grain, "watch", version));
        Assert.Empty((await table.ReadRows(grain)).Reminders);
    }

    private static MembershipEntry Member(SiloStatus status, DateTime at) => new()
    {
        SiloAddress = SiloAddress.New(System.Net.IPAddress.Loopback, 1, (int)status),
        SiloName = "probe",
        HostName = "probe",
        Status = status,
        StartTime = at,
        IAmAliveTime = at,
    };

    /// <summary>A grain that <paramref name="caller"/> reaches on another silo.</summary>
    private static async Task<IStorageProbe> OnAsync(StorageSilo caller, string siloName)
    {
        IStorageProbe? found = null;
        var number = 0;
        await Poll.UntilAsync(async () =>
        {
            found = caller.Probe($"wk1-{++number}");
            return await found.Where() == siloName;
        }, TimeSpan.FromSeconds(20), "a grain on the other silo");
        return found!;
    }

    private static async Task<(string Key, string Text, bool Written)> Put(StorageSilo silo, string key, string text)
    {
        try
        {
            await silo.Probe(key).Put(text, 1);
            return (key, text, true);
        }
        catch (InconsistentStateException)
        {
            return (key, text, false);
        }
    }

    private Task<StorageSilo> StartAsync(params string[] settings) => StorageSilo.StartAsync(
        ["Database:Provider=PostgreSql", $"ConnectionStrings:Gongshu={_database.ConnectionString}", .. settings]);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
