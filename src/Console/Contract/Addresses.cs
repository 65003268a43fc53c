using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Contract;

/// <summary>Queries of addresses, of pages and of the API alike: what is empty is left out.</summary>
internal static class Addresses
{
    public static string With(string path, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        var said = QueryString.Empty;
        foreach (var (name, value) in query)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text) said = said.Add(name, text);
        }

        return path + said;
    }

    /// <summary>A number in the query of a page; null for what is none, since anybody can write an address.</summary>
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a page was told so in its query; null for neither yes nor no.</summary>
    public static bool? Flag(string? text) => bool.TryParse(text, out var flag) ? flag : null;
}
