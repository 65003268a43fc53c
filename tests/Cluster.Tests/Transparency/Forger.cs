using System.Data.Common;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>Somebody who has the database and the program's keys, but not what outsiders kept.</summary>
internal sealed class Forger(District district)
{
    public Task FlipAsync(string stream, int version) => WithEventAsync(stream, version, async (connection, read) =>
    {
        var body = read.SealedBody;
        body[^1] ^= 1;
        await RunAsync(connection, $"UPDATE events SET sealed_body = @bytes WHERE stream = '{stream}' AND version = {version}", body);
    });

    /// <summary>Takes a case's last event out, and sets its row back.</summary>
    public Task CutAsync(string stream, int last) => HandOnStore.RunAsync(district,
        $"DELETE FROM events WHERE stream = '{stream}' AND version = {last}", $"UPDATE cases SET version = {last - 1}, status = {last - 1} WHERE printed = '{stream}'");

    /// <summary>Puts another officer's name to a case's last event, and hashes it anew, so that its chain holds.</summary>
    public Task RehashAsync(string stream, int last, string actor) => WithEventAsync(stream, last, async (connection, read) =>
    {
        var plain = Sealer().Open(read.SealedBody);
        var hash = EventChain.Hash(read.PreviousHash, stream, last, read.Type, actor, read.At, plain.AsSpan(0, EventChain.SaltLength), plain.AsSpan(EventChain.SaltLength));
        await RunAsync(connection, $"UPDATE events SET hash = @bytes, actor = '{actor}' WHERE stream = '{stream}' AND version = {last}", hash);
    });

    /// <summary>Lets the program build and sign the whole tree again from what is stored now.</summary>
    public async Task RebuildTreeAsync()
    {
        Assert.Equal(0, await district.Server.StopAsync());
        await HandOnStore.RunAsync(district, "DELETE FROM tree_leaves", "DELETE FROM tree_tiles", "DELETE FROM tree_heads");
        await district.Server.StartAgainAsync();
    }

    private sealed record Read(string Type, DateTimeOffset At, byte[] SealedBody, byte[] PreviousHash);

    private Task WithEventAsync(string stream, int version, Func<DbConnection, Read, Task> change) => HandOnStore.WithAsync(district, async connection =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT type, at, sealed_body, previous_hash FROM events WHERE stream = '{stream}' AND version = {version}";
        Read read;
        await using (var reader = await command.ExecuteReaderAsync())
        {
            Assert.True(await reader.ReadAsync());
            var at = reader.GetFieldType(1) == typeof(long)
                ? DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(1) * TimeSpan.TicksPerMicrosecond)
                : reader.GetFieldValue<DateTimeOffset>(1);
            read = new(reader.GetString(0), at, (byte[])reader[2], (byte[])reader[3]);
        }
        await change(connection, read);
    });

    private Sealer Sealer()
    {
        var folder = district.Store.First(setting => setting.StartsWith("--Data:Directory=", StringComparison.Ordinal)).Split('=', 2)[1];
        var keys = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "development-keys.json"))).RootElement;
        return new(new Dictionary<int, byte[]> { [1] = keys.GetProperty("Encryption").GetBytesFromBase64() });
    }

    private static async Task RunAsync(DbConnection connection, string sql, byte[] bytes)
    {
        await using var write = connection.CreateCommand();
        write.CommandText = sql;
        var parameter = write.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("bytes", bytes);
        write.Parameters.Add(parameter);
        Assert.Equal(1, await write.ExecuteNonQueryAsync());
    }
}
