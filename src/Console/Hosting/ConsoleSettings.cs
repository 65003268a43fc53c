using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gongshu.StaffConsole.Hosting;

/// <summary><c>Console:*</c>. Without a way to sign in there is no console.</summary>
/// <param name="KeysDirectory">Where the keys that seal the cookies lie; several machines share it.</param>
/// <param name="DraftsDirectory">Where unsubmitted applications lie, sealed with those keys; several machines share it too.</param>
/// <param name="ApiAddress">Null: the program's own address.</param>
/// <param name="Oidc">Null: none is configured.</param>
internal sealed record ConsoleSettings(string KeysDirectory, string DraftsDirectory, Uri? ApiAddress, OidcSettings? Oidc, bool DevelopmentSignIn)
{
    public bool Enabled => Oidc is not null || DevelopmentSignIn;

    /// <exception cref="OptionsValidationException">It names every fault.</exception>
    public static ConsoleSettings Read(IConfiguration configuration, IHostEnvironment environment, string dataDirectory)
    {
        var section = configuration.GetSection("Console");
        var faults = new List<string>();
        Uri? api = null;
        if (Text(section["ApiAddress"]) is { } given && !(Uri.TryCreate(given, UriKind.Absolute, out api) && api.Scheme is "http" or "https"))
            faults.Add("Console:ApiAddress has to be an http or https address.");
        var oidc = OidcSettings.Read(section.GetSection("Oidc"), configuration["Auth:Authority"], environment, faults);
        if (faults.Count > 0) throw new OptionsValidationException("Console", typeof(ConsoleSettings), faults);

        // Where the program issues its own tokens, anybody may choose who to be.
        var development = environment.IsDevelopment() && oidc is null && (configuration.GetSection("Auth").GetValue<bool?>("DevelopmentIssuer") ?? true);
        string Folder(string name, string usual) => Path.GetFullPath(Text(section[name]) ?? Path.Combine(dataDirectory, usual));
        return new(Folder("KeysDirectory", "console-keys"), Folder("DraftsDirectory", "console-drafts"), api, oidc, development);
    }

    internal static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary><c>Console:Oidc:*</c>: the client by which staff sign in. The authority is that of the API's tokens unless it is named here.</summary>
/// <param name="Scopes">Asked for besides <c>openid profile</c>, such as the one whose tokens have the API's audience.</param>
internal sealed record OidcSettings(string Authority, string ClientId, string ClientSecret, string[] Scopes, string? Resource)
{
    public static OidcSettings? Read(IConfigurationSection section, string? authorityOfTokens, IHostEnvironment environment, List<string> faults)
    {
        if (!section.Exists()) return null;
        var authority = ConsoleSettings.Text(section["Authority"]) ?? ConsoleSettings.Text(authorityOfTokens);
        var (id, secret) = (ConsoleSettings.Text(section["ClientId"]), ConsoleSettings.Text(section["ClientSecret"]));
        var before = faults.Count;
        if (authority is null) faults.Add("Console:Oidc:Authority (or Auth:Authority) has to name the issuer of tokens.");
        else if (!environment.IsDevelopment() && !authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            faults.Add("Console:Oidc:Authority has to be an https address: who can change its answers can sign in as anybody.");
        if (id is null) faults.Add("Console:Oidc:ClientId has to name the console to the issuer.");
        if (secret is null) faults.Add("Console:Oidc:ClientSecret has to be there: the console is a confidential client.");
        if (faults.Count > before) return null;
        var scopes = (section["Scopes"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(authority!, id!, secret!, scopes, ConsoleSettings.Text(section["Resource"]));
    }
}
