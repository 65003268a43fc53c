using System.Net;
using Gongshu.Ledger;
using Gongshu.Silo.Startup;
using Npgsql;

namespace Gongshu.Silo.Composition;

/// <summary><c>Database:Provider</c> and <c>ConnectionStrings:Gongshu</c>, which is null on SQLite only.</summary>
/// <param name="Migrate"><c>Database:Migrate</c>, set by the command: bring the schemas up to date wherever it is, and end.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string? ConnectionString, bool Migrate = false);

/// <summary><c>Data:*</c>; <paramref name="Directory"/> is absolute.</summary>
public sealed record DataSettings(string Directory, bool AllowEmbeddedInProduction)
{
    /// <summary>Orleans' grain state.</summary>
    public string RegistryFile => Path.Combine(Directory, "registry.db");

    /// <summary>The ledger.</summary>
    public string LedgerFile => Path.Combine(Directory, "ledger.db");
}

/// <summary><c>Orleans:*</c>. A silo port of 0 means a free one; a gateway port of 0 means no gateway.</summary>
public sealed record ClusterSettings(
    string ClusterId,
    string ServiceId,
    IPAddress AdvertisedAddress,
    int SiloPort,
    int GatewayPort,
    int DeathVotes,
    TimeSpan IdleAge,
    TimeSpan CallTimeout);

/// <summary>What a silo is told from outside. Read once, at composition; a wrong setting stops the start.</summary>
public sealed record SiloSettings(DatabaseSettings Database, DataSettings Data, ClusterSettings Cluster)
{
    /// <summary>Reads and checks all of it.</summary>
    /// <exception cref="StartupRefusedException">One or more settings are wrong; it names every one.</exception>
    public static SiloSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        var reader = new SettingsReader(configuration);
        var settings = new SiloSettings(ReadDatabase(reader), ReadData(reader, environment), ReadCluster(reader));
        if (environment.IsProduction() && settings.Database.Provider == DatabaseProvider.Sqlite && !settings.Data.AllowEmbeddedInProduction)
        {
            reader.Fault("Database:Provider is Sqlite in Production: set PostgreSql, or Data:AllowEmbeddedInProduction=true for a single process on one machine.");
        }

        return reader.Faults.Count == 0 ? settings : throw new StartupRefusedException(reader.Faults);
    }

    private static DatabaseSettings ReadDatabase(SettingsReader reader)
    {
        const string key = "ConnectionStrings:Gongshu";
        var provider = reader.Choice("Database:Provider", DatabaseProvider.Sqlite);
        var migrate = reader.Flag("Database:Migrate", false);
        var connectionString = reader.Text(key, "");
        if (provider != DatabaseProvider.PostgreSql)
        {
            return new(provider, null, migrate);
        }

        try
        {
            var stated = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrEmpty(stated.Host))
            {
                reader.Fault($"{key} must name a host when Database:Provider is PostgreSql.");
            }

            if (ConnectionShares.MostOf(stated) < ConnectionShares.Least)
            {
                reader.Fault($"{key} allows {stated.MaxPoolSize} connections (Maximum Pool Size); a silo needs {ConnectionShares.Least} at least.");
            }
        }
        catch (ArgumentException)
        {
            // Its message may quote the string, which holds a password.
            reader.Fault($"{key} is not a PostgreSQL connection string.");
        }

        return new(provider, connectionString, migrate);
    }

    private static DataSettings ReadData(SettingsReader reader, IHostEnvironment environment) => new(
        Path.GetFullPath(reader.Text("Data:Directory", "data"), environment.ContentRootPath),
        reader.Flag("Data:AllowEmbeddedInProduction", false));

    private static ClusterSettings ReadCluster(SettingsReader reader)
    {
        const string addressKey = "Orleans:AdvertisedAddress";
        var text = reader.Text(addressKey, IPAddress.Loopback.ToString());
        if (!IPAddress.TryParse(text, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            reader.Fault($"{addressKey} must be the one IP address that the other silos reach this one by, not '{text}'.");
            address = IPAddress.Loopback;
        }

        return new(
            reader.Text("Orleans:ClusterId", "gongshu"),
            reader.Text("Orleans:ServiceId", "gongshu"),
            address,
            reader.Number("Orleans:SiloPort", 0, 0, 65_535),
            reader.Number("Orleans:GatewayPort", 0, 0, 65_535),
            reader.Number("Orleans:DeathVotes", 2, 1, 10),
            TimeSpan.FromMinutes(reader.Number("Orleans:IdleMinutes", 10, 2, 1_440)),
            TimeSpan.FromSeconds(reader.Number("Orleans:CallTimeoutSeconds", 30, 5, 600)));
    }
}
