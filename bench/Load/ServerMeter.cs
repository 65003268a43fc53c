using System.Globalization;
using Npgsql;

namespace Gongshu.Load;

/// <summary>What the database server spent: CPU time of its processes, and write-ahead log.</summary>
internal sealed class ServerMeter(string adminConnectionString)
{
    private const double TicksPerSecond = 100;

    public async Task<(double CpuSeconds, long WalBytes)> ReadAsync()
    {
        await using var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint, array(SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid())", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<int[]>(1).Sum(CpuOf), reader.GetInt64(0));
    }

    /// <summary>User and system time of a process, in seconds; 0 when it has ended.</summary>
    public static double CpuOf(int pid)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            // After the name, which may hold anything, the 12th and 13th are user and system time.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}
