using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Tests;

public sealed class StorageOnSqliteTests : StorageContract
{
    private protected override Task<StorageDatabase> CreateDatabaseAsync() => Task.FromResult<StorageDatabase>(new SqliteStorageDatabase());

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing_open_and_nothing_behind()
    {
        var state = New("before");
        await One.WriteAsync("ent-1", state);
        await Database.ExecuteAsync(
            "CREATE TRIGGER broken AFTER UPDATE ON OrleansStorage BEGIN SELECT RAISE(ABORT, 'disk'); END");
        state.State = new StorageProbeState { Text = "half" };
        await Assert.ThrowsAsync<StorageConflictException>(() => One.WriteAsync("ent-1", state));
        await Database.ExecuteAsync("DROP TRIGGER broken");

        // The same storage goes on, what it acknowledges is there for another one, and the failed write never was.
        Assert.Equal("before", (await Other.ReadAsync("ent-1")).State.Text);
        await One.ClearAsync("ent-1", state);
        Assert.False((await Other.ReadAsync("ent-1")).RecordExists);
        state.State = new StorageProbeState { Text = "after" };
        await One.WriteAsync("ent-1", state);
        Assert.Equal("after", (await Other.ReadAsync("ent-1")).State.Text);
    }

    [Fact]
    public async Task A_locked_database_is_unavailable_and_the_next_write_is_durable()
    {
        var state = New("before");
        await One.WriteAsync("ent-2", state);
        await using (var other = await Database.OpenAsync())
        {
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync();
            state.State = new StorageProbeState { Text = "refused" };
            await Assert.ThrowsAsync<StorageUnavailableException>(() => One.WriteAsync("ent-2", state));
        }

        await One.ClearAsync("ent-2", state);

        Assert.False((await Other.ReadAsync("ent-2")).RecordExists);
    }

    [Fact]
    public async Task Keeps_the_file_in_WAL_mode() => Assert.Equal("wal", await Database.ScalarAsync<string>("PRAGMA journal_mode"));
}
