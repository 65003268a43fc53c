using System.Text.RegularExpressions;

namespace Gongshu.Architecture.Tests.Rules;

/// <summary>What the files of the tree must not be or say.</summary>
internal static class Sources
{
    private const int MostLines = 300;

    // Written so that this file does not name them either.
    private static readonly Regex Place = new(
        @"(^|[^\w.*-])[/]((work|root)[/]|home[/]\w)|nuget[.]org|npmjs[.](org|com)|debian[.]org|pypi[.]org|proxy[.]golang|crates[.]io",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Multiline);

    /// <summary>Source files longer than 300 lines.</summary>
    public static IEnumerable<string> TooLong(IEnumerable<(string File, string Text)> sources) =>
        from source in sources
        where source.File.EndsWith(".cs", StringComparison.Ordinal)
        let lines = source.Text.Count(character => character == '\n')
        where lines > MostLines
        select source.File;

    /// <summary>Files that name a folder of one machine, or the host of a package registry: they would work in one place only.</summary>
    public static IEnumerable<string> NamingAPlace(IEnumerable<(string File, string Text)> sources) =>
        from source in sources
        let place = Place.Match(source.Text)
        where place.Success
        select $"{source.File}: {place.Value}";
}
