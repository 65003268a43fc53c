using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

public sealed class SourceTests
{
    // Each with the reason why it is not two files.
    private static readonly Dictionary<string, string> LongAllowed = new(StringComparer.Ordinal);

    private static readonly string[] Binary = [".png", ".ttf", ".xlsx", ".pdf", ".gz", ".zip", ".dll", ".woff2", ".ico"];

    private static readonly List<(string File, string Text)> Tree =
    [
        .. SourceTree.Files
            .Where(file => !Binary.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => (file, SourceTree.Read(file))),
    ];

    [Fact]
    public void No_source_file_is_over_300_lines_without_a_reason() =>
        Assert.Empty(Sources.TooLong(Tree).Except(LongAllowed.Keys, StringComparer.Ordinal));

    [Fact]
    public void No_reason_is_kept_for_a_file_that_became_short_or_went() =>
        Assert.Empty(LongAllowed.Keys.Except(Sources.TooLong(Tree), StringComparer.Ordinal));

    [Fact]
    public void No_file_names_a_folder_of_one_machine_or_a_package_registry() => Assert.Empty(Sources.NamingAPlace(Tree));

    [Fact]
    public void The_tree_was_read()
    {
        Assert.Contains("GongshuActors.sln", SourceTree.Files);
        Assert.Contains(SourceTree.Files, file => file.StartsWith("src/Policy/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_file_and_a_named_place_are_noticed()
    {
        var folder = string.Join('/', "", "work", "shared");
        var home = string.Join('/', "", "root", "x");
        var host = string.Join('.', "api", "nuget", "org");
        Assert.Equal(["a.cs"], Sources.TooLong([("a.cs", new string('\n', 301)), ("b.cs", new string('\n', 300)), ("c.md", new string('\n', 999))]));
        Assert.Equal(3, Sources.NamingAPlace([("a", $"see {folder}"), ("b", $"\"{home}\""), ("c", $"https://{host}/v3")]).Count());
        Assert.Empty(Sources.NamingAPlace([("a", "the framework/roots and network/work/ are fine"), ("b", "~/work")]));
    }
}
