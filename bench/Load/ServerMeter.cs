using System.Globalization;
using Npgsql;

namespace Gongshu.Load;

/// <summary>What the database server spent: CPU time of its processes, and write-ahead log.</summary>
internal sealed class ServerMeter(string adminConnectionString)
{
    private const double TicksPerSecond = 100;

    // Of proc(5), stat.
    private const int Parent = 4, Own = 14, OfEndedChildren = 16;

    public async Task<(double CpuSeconds, long WalBytes)> ReadAsync()
    {
        await using var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint, array(SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()), pg_backend_pid()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        // A connection that is given up ends its process; the time of those that ended stays with the process that started them all.
        var server = (int)StatOf(reader.GetInt32(2))(Parent);
        return (reader.GetFieldValue<int[]>(1).Sum(CpuOf) + SecondsOf(server, OfEndedChildren), reader.GetInt64(0));
    }

    /// <summary>User and system time of a process, in seconds; 0 when it has ended.</summary>
    public static double CpuOf(int pid)
    {
        try
        {
            return SecondsOf(pid, Own);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }

    /// <param name="user">The field of the user time; that of the system time is the next.</param>
    private static double SecondsOf(int pid, int user)
    {
        var stat = StatOf(pid);
        return (stat(user) + stat(user + 1)) / TicksPerSecond;
    }

    /// <returns>Each number by its field, as proc(5) counts them, from 1.</returns>
    private static Func<int, long> StatOf(int pid)
    {
        var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        // The second is the name, which may hold anything, in parentheses.
        var fromThird = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return field => long.Parse(fromThird[field - 3], CultureInfo.InvariantCulture);
    }
}
