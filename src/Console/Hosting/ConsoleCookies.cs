using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>Cookies that scripts cannot read, that only this host gets, and whose keys outlive a restart.</summary>
internal static class ConsoleCookies
{
    private const string Form = "__Host-gongshu-form";

    public static void AddConsoleCookies(this IServiceCollection services, ConsoleSettings settings)
    {
        MakeFolder(settings.KeysDirectory);
        services.AddDataProtection().SetApplicationName("gongshu-console").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysDirectory));

        // On every cookie, whoever sets it: browsers take Secure ones from a loopback address too.
        services.Configure<CookiePolicyOptions>(policy =>
        {
            policy.Secure = CookieSecurePolicy.Always;
            policy.HttpOnly = HttpOnlyPolicy.Always;
            policy.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = Form;
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Strict;
            // Always would refuse to work over a loopback address; the policy above adds Secure.
            options.Cookie.SecurePolicy = CookieSecurePolicy.None;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>A folder that nobody else of this machine can look into.</summary>
    public static void MakeFolder(string folder)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, ownerOnly);
    }
}
