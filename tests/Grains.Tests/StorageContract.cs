using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Silo.Schema;
using Orleans.Storage;

namespace Gongshu.Grains.Tests;

/// <summary>What the registry's storage promises, on whichever database.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private protected StorageDatabase Database { get; private set; } = null!;

    private protected StorageUnderTest One { get; private set; } = null!;

    /// <summary>A second writer on the same rows, as a second cluster with the same service id would be.</summary>
    private protected StorageUnderTest Other { get; private set; } = null!;

    private protected abstract Task<StorageDatabase> CreateDatabaseAsync();

    public async Task InitializeAsync()
    {
        Database = await CreateDatabaseAsync();
        One = await StorageUnderTest.OpenAsync(Database.Settings);
        Other = await StorageUnderTest.OpenAsync(Database.Settings);
    }

    public async Task DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task Acknowledges_a_first_write_to_exactly_one_of_two_writers()
    {
        var keys = Enumerable.Range(1, 100).Select(n => $"wk1-{n}").ToList();
        var outcomes = await Task.WhenAll(keys.SelectMany(key => new[] { FirstWrite(One, key, "one"), FirstWrite(Other, key, "other") }));

        foreach (var key in keys)
        {
            var winner = Assert.Single(outcomes, outcome => outcome.Key == key && outcome.Written);
            var stored = await One.ReadAsync(key);
            Assert.Equal(winner.Text, stored.State.Text);
            Assert.Equal("1", stored.ETag);
        }

        Assert.Equal(100, Convert.ToInt32(await Database.ScalarAsync<object>($"SELECT count(*) FROM {Database.Table}")));
    }

    [Fact]
    public async Task Refuses_a_write_on_a_version_that_is_gone_and_keeps_what_is_stored()
    {
        await FirstWrite(One, "ent-1", "first");
        var late = await Other.ReadAsync("ent-1");
        var early = await One.ReadAsync("ent-1");
        early.State.Text = "second";
        await One.WriteAsync("ent-1", early);

        late.State.Text = "late";
        await Assert.ThrowsAsync<InconsistentStateException>(() => Other.WriteAsync("ent-1", late));

        var stored = await Other.ReadAsync("ent-1");
        Assert.Equal(("second", "2"), (stored.State.Text, stored.ETag));
    }

    [Fact]
    public async Task Refuses_a_write_on_a_version_of_a_row_that_is_not_there()
    {
        var state = New("lost");
        state.ETag = "7";

        await Assert.ThrowsAsync<InconsistentStateException>(() => One.WriteAsync("ent-2", state));

        Assert.False((await One.ReadAsync("ent-2")).RecordExists);
    }

    [Fact]
    public async Task Clears_and_writes_again_on_the_next_version()
    {
        var state = New("before");
        await One.WriteAsync("std-1", state);
        await One.ClearAsync("std-1", state);
        Assert.False((await Other.ReadAsync("std-1")).RecordExists);

        state.State = new StorageProbeState { Text = "after" };
        await One.WriteAsync("std-1", state);

        var stored = await Other.ReadAsync("std-1");
        Assert.Equal(("after", "3", true), (stored.State.Text, stored.ETag, stored.RecordExists));
    }

    [Fact]
    public async Task Refuses_a_write_by_whom_did_not_see_the_clearing()
    {
        var state = New("before");
        await One.WriteAsync("std-2", state);
        var late = await Other.ReadAsync("std-2");
        await One.ClearAsync("std-2", state);

        late.State.Text = "risen";
        await Assert.ThrowsAsync<InconsistentStateException>(() => Other.WriteAsync("std-2", late));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Other.ClearAsync("std-2", late));

        Assert.False((await One.ReadAsync("std-2")).RecordExists);
    }

    [Fact]
    public async Task Gives_back_default_values_where_the_type_initialises_others()
    {
        var state = New("");
        state.State = new StorageProbeState { Text = "", Count = 0, Flag = false, Kind = StorageProbeKind.None, On = null };
        await One.WriteAsync("cmp-1", state);

        var stored = (await Other.ReadAsync("cmp-1")).State;

        Assert.Equal((0, false, StorageProbeKind.None, null), (stored.Count, stored.Flag, stored.Kind, stored.On));
    }

    [Theory]
    [InlineData("wk1-")]
    [InlineData("ent-")]
    [InlineData("std-")]
    [InlineData("cmp-")]
    [InlineData("win-")]
    [InlineData("bat-")]
    public async Task Keeps_keys_apart_that_are_one_number(string prefix)
    {
        // Without a prefix Orleans reads each of these as a number, and they all meet in one row.
        string[] keys = [.. new[] { "42", "0042", "00042", "2A", "2a", "002a" }.Select(digits => prefix + digits)];
        foreach (var key in keys)
        {
            await One.WriteAsync(key, New(key));
        }

        foreach (var key in keys)
        {
            Assert.Equal(key, (await Other.ReadAsync(key)).State.Text);
        }
    }

    [Fact]
    public async Task Keeps_two_states_of_one_key_apart()
    {
        await One.WriteAsync("ent-9", New("profile"), "enterprise");
        await One.WriteAsync("ent-9", New("plans"), "plans");

        Assert.Equal("profile", (await Other.ReadAsync("ent-9", "enterprise")).State.Text);
        Assert.Equal("plans", (await Other.ReadAsync("ent-9", "plans")).State.Text);
    }

    [Fact]
    public async Task Stores_nothing_of_the_state_in_the_clear()
    {
        await One.WriteAsync("ent-3", New("杭州运河 13800000000"));

        var bytes = await Database.ScalarAsync<byte[]>($"SELECT PayloadBinary FROM {Database.Table}");

        var stored = Encoding.UTF8.GetString(bytes);
        Assert.DoesNotContain("13800000000", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("杭州", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("text", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("杭州运河 13800000000", (await Other.ReadAsync("ent-3")).State.Text);
    }

    [Fact]
    public async Task Says_unavailable_for_state_that_was_sealed_under_another_key()
    {
        await One.WriteAsync("ent-4", New("sealed"));
        await using var stranger = await StorageUnderTest.OpenAsync(Database.Settings, new byte[32]);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => stranger.ReadAsync("ent-4"));
    }

    [Fact]
    public async Task Says_unavailable_when_the_table_is_gone()
    {
        await Database.ExecuteAsync($"DROP TABLE {Database.Table}");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => One.ReadAsync("ent-5"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => One.WriteAsync("ent-5", New("x")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => One.ClearAsync("ent-5", New("x")));
    }

    [Fact]
    public async Task Is_current_after_migration_and_not_without_the_unique_index()
    {
        var schema = RegistrySchema.For(Database.Settings);
        Assert.Empty(await schema.FaultsAsync(CancellationToken.None));

        var index = Database.Table.Replace("OrleansStorage", "ux_orleansstorage", StringComparison.OrdinalIgnoreCase);
        await Database.ExecuteAsync($"DROP INDEX {index}");

        Assert.Contains("unique index", Assert.Single(await schema.FaultsAsync(CancellationToken.None)), StringComparison.Ordinal);
        Assert.False(await schema.IsCurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Migrates_again_without_a_change()
    {
        await One.WriteAsync("ent-6", New("kept"));

        RegistrySchema.For(Database.Settings).Migrate();

        Assert.Equal("kept", (await Other.ReadAsync("ent-6")).State.Text);
    }

    private protected static StorageProbeRecord New(string text) => new() { State = new StorageProbeState { Text = text } };

    private static async Task<(string Key, string Text, bool Written)> FirstWrite(StorageUnderTest storage, string key, string text)
    {
        // Off the caller's thread: SQLite's driver is synchronous, and the two writers must really meet.
        return await Task.Run(async () =>
        {
            try
            {
                await storage.WriteAsync(key, New(text));
                return (key, text, true);
            }
            catch (InconsistentStateException)
            {
                return (key, text, false);
            }
        });
    }
}
