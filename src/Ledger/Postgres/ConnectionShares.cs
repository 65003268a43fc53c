using Npgsql;

namespace Gongshu.Ledger;

/// <summary>
/// What one silo opens at most on PostgreSQL: as many connections as <c>Maximum Pool Size</c> of the connection string says, shared by the two pools that it has. Orleans'
/// providers get a third, at most 8, and the ledger the rest (docs/decisions/0081).
/// </summary>
/// <param name="Ledger">Connections of the ledger's pool; 1 at least.</param>
/// <param name="Orleans">Connections of the pool of Orleans' providers and of the health check, 1 to 8.</param>
public sealed record ConnectionShares(int Ledger, int Orleans)
{
    /// <summary>Of one silo, where the connection string does not say: three, and room for who looks after them, fit on a server as it is installed (100).</summary>
    public const int Default = 24;

    /// <summary>With fewer a silo does not start.</summary>
    public const int Least = 6;

    private const int MostForOrleans = 8;
    private const string Stated = "Maximum Pool Size";

    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public static ConnectionShares Of(string connectionString)
    {
        var most = MostOf(new NpgsqlConnectionStringBuilder(connectionString));
        var orleans = Math.Clamp(most / 3, 1, MostForOrleans);
        return new(Math.Max(most - orleans, 1), orleans);
    }

    /// <summary>What is stated, or <see cref="Default"/>.</summary>
    public static int MostOf(NpgsqlConnectionStringBuilder settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ShouldSerialize(Stated) ? settings.MaxPoolSize : Default;
    }

    /// <summary>A stated minimum is cut to the limit: Npgsql accepts none above it.</summary>
    public static void Limit(NpgsqlConnectionStringBuilder settings, int most)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.MaxPoolSize = most;
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, most);
    }
}
