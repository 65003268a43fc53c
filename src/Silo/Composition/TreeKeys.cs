using System.Text;
using Gongshu.Ledger;
using Gongshu.Silo.Startup;
using Gongshu.Transparency;

namespace Gongshu.Silo.Composition;

/// <summary>
/// The key that signs the heads of the tree over all events: <c>Keys:TreeHead</c>, ECDSA P-256 in PEM (PKCS#8 or SEC1). Its public half is what
/// outsiders verify by, so it belongs to the database. Outside Production one that is not configured is made once and kept in the data folder.
/// </summary>
internal static class TreeKeys
{
    public const string Name = "Keys:TreeHead";

    private const string FileName = "tree-head-key.pem";

    public static void AddTreeKey(this IServiceCollection services, SiloSettings settings, IConfiguration configuration, List<string> faults)
    {
        var pem = configuration[Name];
        if (string.IsNullOrWhiteSpace(pem)) services.AddSingleton(_ => TreeSigner.FromPem(Development(settings)));
        else if (!IsKey(pem)) faults.Add($"{Name} must be a private key of the curve P-256 in PEM.");
        else services.AddSingleton(_ => TreeSigner.FromPem(pem));
        services.AddSingleton<IStartupCheck, TreeKeyCheck>();
    }

    private static bool IsKey(string pem)
    {
        try
        {
            using var key = TreeSigner.FromPem(pem);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Development(SiloSettings settings)
    {
        var path = Path.Combine(settings.Data.Directory, FileName);
        if (!File.Exists(path))
        {
            PrivateFolder.Make(settings.Data.Directory);
            PrivateFile.MakeOnce(path, Encoding.ASCII.GetBytes(TreeSigner.NewKeyPem()));
        }

        return File.ReadAllText(path);
    }

    /// <summary>Under another key the heads that outsiders were given the public key for could not be verified any more.</summary>
    private sealed class TreeKeyCheck(IServiceProvider services) : IStartupCheck
    {
        public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
        {
            // Resolved here, not at composition: the steps before have to make the folder and the schema.
            var id = Hashes.Write(services.GetRequiredService<TreeSigner>().PublicKey.Id);
            var stored = await services.GetRequiredService<ILedger>().Meta.GetOrAddAsync("tree-key", id, cancellationToken);
            return stored == id ? [] : [$"{Name} is not the key that this database's tree was begun with: who keeps its public key could verify nothing any more."];
        }
    }
}
