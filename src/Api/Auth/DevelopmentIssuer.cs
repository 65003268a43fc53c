using System.Security.Claims;
using System.Security.Cryptography;
using Gongshu.Api.Answers;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.Api.Auth;

/// <summary>
/// Issues tokens for trying the system out, in Development only. Its key (ECDSA P-256) lies in the data folder, readable by its owner, so that
/// tokens survive a restart; each data folder has its own.
/// </summary>
internal sealed class DevelopmentIssuer : IDisposable
{
    public const string Issuer = "https://gongshu.invalid/development";
    public const string Audience = "gongshu";
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    private const string FileName = "development-issuer.pem";

    /// <summary>Of real time: tokens know nothing of the policy clock.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly ECDsa _key;

    /// <param name="directory">The data folder; made when it is missing.</param>
    public DevelopmentIssuer(string directory)
    {
        _key = Load(directory);
        // The key's own thumbprint names it, so that a token of another data folder is told apart at once.
        var key = new ECDsaSecurityKey(_key);
        key.KeyId = Base64UrlEncoder.Encode(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()));
        Key = key;
    }

    public SecurityKey Key { get; }

    public TokenAnswer Issue(TokenAsked asked)
    {
        var now = TimeProvider.System.GetUtcNow();
        var expires = now + Lifetime;
        var claims = new List<Claim> { new("sub", asked.Sub), new("name", asked.Name ?? asked.Sub) };
        claims.AddRange(asked.Roles.Select(role => new Claim("roles", WireNames.Of(role))));
        if (asked.Org is not null) claims.Add(new Claim("org", asked.Org));
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Subject = new ClaimsIdentity(claims),
            SigningCredentials = new SigningCredentials(Key, Algorithm),
        });
        return new TokenAnswer(token, DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()));
    }

    public void Dispose() => _key.Dispose();

    private static ECDsa Load(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) Make(directory, path);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    // Written beside and moved into place without overwriting: of two processes that start at once, the later takes the earlier's key.
    private static void Make(string directory, string path)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var windows = OperatingSystem.IsWindows();
        if (windows) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, ownerOnly | UnixFileMode.UserExecute);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var beside = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!windows) options.UnixCreateMode = ownerOnly;
        using (var writer = new StreamWriter(beside, options)) writer.Write(key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}
