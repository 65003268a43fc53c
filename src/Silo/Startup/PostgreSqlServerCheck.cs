using Gongshu.Silo.Storage;

namespace Gongshu.Silo.Startup;

/// <summary>
/// Production stands on a server that keeps what it acknowledged (<c>fsync</c>, <c>full_page_writes</c>,
/// <c>synchronous_commit</c>) and whose clock agrees with this machine's within 30 s.
/// </summary>
internal sealed class PostgreSqlServerCheck(RegistryDatabase database) : IStartupCheck
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        const string sql = """
            SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
                   clock_timestamp()
            """;
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);

        var faults = new List<string>();
        string[] names = ["fsync", "full_page_writes", "synchronous_commit"];
        for (var column = 0; column < names.Length; column++)
        {
            if (string.Equals(reader.GetString(column), "off", StringComparison.Ordinal))
            {
                faults.Add($"PostgreSQL runs with {names[column]}=off: what it acknowledges can be lost.");
            }
        }

        var skew = (TimeProvider.System.GetUtcNow() - await reader.GetFieldValueAsync<DateTimeOffset>(3, cancellationToken)).Duration();
        if (skew > MostSkew)
        {
            faults.Add($"This machine's clock and PostgreSQL's differ by {skew.TotalSeconds:F0} s, more than 30 s.");
        }

        return faults;
    }
}
