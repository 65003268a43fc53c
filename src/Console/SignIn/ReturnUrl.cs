namespace Gongshu.StaffConsole.SignIn;

/// <summary>Where somebody goes back to: a page of this host, or the first one.</summary>
internal static class ReturnUrl
{
    /// <summary>A path that begins with one slash and no second one (<c>//host</c> and <c>/\host</c> lead elsewhere), without control characters.</summary>
    public static string Local(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.AsSpan().ContainsAnyInRange('\0', '\u001F') ? url : "/";

    /// <summary>After a sign-in; never the sign-in again.</summary>
    public static string AfterSignIn(string? url) => Local(url) is var local && local.StartsWith(Staff.Page, StringComparison.OrdinalIgnoreCase) ? "/" : local;
}
