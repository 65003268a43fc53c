using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Composition;

/// <summary>
/// The keys (<c>architecture.md</c> §5): <c>Keys:Pseudonym</c> (base64, 32 bytes or more; permanent, for another one would give every worker a second
/// identity) and <c>Keys:Encryption:{id}</c> (base64, 32 bytes; the highest id seals, the others still open). Outside Production keys that are not
/// configured are made once and kept in the data folder, readable by its owner only. The key that signs tree heads: <see cref="TreeKeys"/>.
/// </summary>
public static class KeyServices
{
    private const string FileName = "development-keys.json";

    internal static IServiceCollection AddKeys(this IServiceCollection services, SiloSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        var faults = new List<string>();
        var pseudonym = Read(configuration, "Keys:Pseudonym", Pseudonymiser.MinKeyLength, faults);
        var encryption = ReadEncryption(configuration, faults);
        if (environment.IsProduction())
        {
            if (pseudonym is null) faults.Add("Keys:Pseudonym is not configured.");
            if (encryption.Count == 0) faults.Add("Keys:Encryption:1 is not configured.");
            if (string.IsNullOrWhiteSpace(configuration[TreeKeys.Name])) faults.Add($"{TreeKeys.Name} is not configured.");
        }

        services.AddTreeKey(settings, configuration, faults);
        if (faults.Count > 0) throw new StartupRefusedException(faults);
        services.AddSingleton(_ => new Keys(
            pseudonym ?? Development(settings).Pseudonym,
            encryption.Count > 0 ? encryption : new() { [1] = Development(settings).Encryption }));
        services.AddSingleton(provider => new Sealer(provider.GetRequiredService<Keys>().Encryption));
        services.AddSingleton(provider => new Pseudonymiser(provider.GetRequiredService<Keys>().Pseudonym));
        services.AddSingleton<IStartupCheck, PseudonymKeyCheck>();
        return services;
    }

    /// <summary>Whether there are keys, without making any.</summary>
    internal static bool AreThere(SiloSettings settings, IConfiguration configuration) =>
        File.Exists(Path.Combine(settings.Data.Directory, FileName))
        || (!string.IsNullOrWhiteSpace(configuration["Keys:Pseudonym"]) && configuration.GetSection("Keys:Encryption").GetChildren().Any());

    private sealed record Keys(byte[] Pseudonym, Dictionary<int, byte[]> Encryption);

    private sealed record DevelopmentKeys(byte[] Pseudonym, byte[] Encryption);

    private static byte[]? Read(IConfiguration configuration, string name, int least, List<string> faults)
    {
        var text = configuration[name];
        if (string.IsNullOrWhiteSpace(text)) return null;
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length >= least) return bytes[..length];
        faults.Add($"{name} must be base64 of at least {least} bytes.");
        return null;
    }

    private static Dictionary<int, byte[]> ReadEncryption(IConfiguration configuration, List<string> faults)
    {
        var keys = new Dictionary<int, byte[]>();
        foreach (var child in configuration.GetSection("Keys:Encryption").GetChildren())
        {
            if (!int.TryParse(child.Key, out var id) || id <= 0) faults.Add($"Keys:Encryption:{child.Key} must be a positive number.");
            else if (Read(configuration, $"Keys:Encryption:{child.Key}", 32, faults) is { } key)
            {
                if (key.Length == 32) keys[id] = key;
                else faults.Add($"Keys:Encryption:{child.Key} must be base64 of exactly 32 bytes.");
            }
        }

        return keys;
    }

    private static DevelopmentKeys Development(SiloSettings settings)
    {
        var path = Path.Combine(settings.Data.Directory, FileName);
        if (!File.Exists(path))
        {
            PrivateFolder.Make(settings.Data.Directory);
            PrivateFile.MakeOnce(path, JsonSerializer.SerializeToUtf8Bytes(new DevelopmentKeys(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32))));
        }

        using var stored = File.OpenRead(path);
        return JsonSerializer.Deserialize<DevelopmentKeys>(stored) ?? throw new StartupRefusedException($"'{path}' holds no keys.");
    }

    /// <summary>A database belongs to one pseudonym key: under another every worker would be a stranger, and paid again.</summary>
    private sealed class PseudonymKeyCheck(IServiceProvider services) : IStartupCheck
    {
        public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
        {
            // Resolved here, not at composition: the steps before have to make the folder and the schema.
            var pseudonyms = services.GetRequiredService<Pseudonymiser>();
            var stored = await services.GetRequiredService<ILedger>().Meta.GetOrAddAsync("pseudonym-key", pseudonyms.Fingerprint, cancellationToken);
            return stored == pseudonyms.Fingerprint
                ? []
                : ["Keys:Pseudonym is not the key that this database was begun with: every worker would get a second identity."];
        }
    }
}
