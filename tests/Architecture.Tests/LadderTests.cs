using System.Xml.Linq;
using ArchUnitNET.Loader;
using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

/// <summary>The ladder of the architecture: Policy knows nobody, and each layer knows only those below it.</summary>
public sealed class LadderTests
{
    private static readonly string[] Actors = ["Orleans", "Microsoft.Orleans"];
    private static readonly string[] Databases = ["Npgsql", "Microsoft.Data.Sqlite", "SQLitePCL", "Dapper", "dbup"];
    private static readonly string[] Web = ["Microsoft.AspNetCore", "Swashbuckle"];

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies([.. OwnCode.All, OwnCode.Console, typeof(LadderTests).Assembly])
        .Build();

    [Fact]
    public void Policy_knows_nobody_of_ours_and_no_actors_database_or_web()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Policy));
        Assert.Empty(Ladder.Uses(OwnCode.Policy, [.. Actors, .. Databases, .. Web]));
    }

    [Fact]
    public void The_documents_know_Policy_and_no_actors_database_or_web()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Documents, OwnCode.Policy));
        Assert.Empty(Ladder.Uses(OwnCode.Documents, [.. Actors, .. Databases, .. Web]));
    }

    [Fact]
    public void The_proofs_know_nobody_so_that_an_outsider_needs_nothing_else_to_check_them()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Transparency));
        Assert.Empty(Ladder.Uses(OwnCode.Transparency, [.. Actors, .. Databases, .. Web]));
        Assert.Equal(["Transparency"], Ladder.Named(Project("Verifier"), "ProjectReference"));
    }

    [Fact]
    public void The_contracts_know_Policy_alone()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Contracts, OwnCode.Policy));
        Assert.Empty(Ladder.Uses(OwnCode.Contracts, [.. Databases, .. Web]));
    }

    [Fact]
    public void The_ledger_knows_Policy_and_no_actors_or_web()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Ledger, OwnCode.Policy));
        Assert.Empty(Ladder.Uses(OwnCode.Ledger, [.. Actors, .. Web]));
    }

    [Fact]
    public void The_store_of_files_knows_the_documents_and_the_ledger_and_no_actors_or_web()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Attachments, OwnCode.Policy, OwnCode.Documents, OwnCode.Ledger));
        Assert.Empty(Ladder.Uses(OwnCode.Attachments, [.. Actors, .. Databases, .. Web]));
    }

    [Fact]
    public void The_grains_know_the_four_below_and_no_database_or_web()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Grains, OwnCode.Policy, OwnCode.Contracts, OwnCode.Transparency, OwnCode.Ledger));
        Assert.Empty(Ladder.Uses(OwnCode.Grains, [.. Databases, .. Web]));
    }

    [Fact]
    public void The_silo_does_not_know_the_front() =>
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Silo, OwnCode.Policy, OwnCode.Documents, OwnCode.Contracts, OwnCode.Transparency, OwnCode.Ledger, OwnCode.Attachments, OwnCode.Grains));

    [Fact]
    public void The_console_knows_nobody_of_ours_so_that_a_portal_can_do_what_it_does()
    {
        Assert.Empty(Ladder.UsesOfOurs(OwnCode.Console));
        Assert.Empty(Ladder.Uses(OwnCode.Console, [.. Actors, .. Databases]));
        Assert.NotEmpty(Ladder.Uses(OwnCode.Console, Web));
    }

    [Fact]
    public void Only_the_composition_of_the_front_uses_the_console() =>
        Assert.Empty(Ladder.UsesOfTypes(Code, "Gongshu.Api", "Gongshu.Console", IsComposition));

    [Theory]
    [InlineData("Console")]
    [InlineData("Policy")]
    [InlineData("Documents", "Policy")]
    [InlineData("Grains.Interfaces", "Policy")]
    [InlineData("Ledger", "Policy")]
    [InlineData("Transparency")]
    [InlineData("Attachments", "Documents", "Ledger")]
    [InlineData("Grains", "Policy", "Grains.Interfaces", "Transparency", "Ledger")]
    [InlineData("Silo", "Policy", "Documents", "Grains.Interfaces", "Transparency", "Ledger", "Attachments", "Grains")]
    [InlineData("Api", "Policy", "Documents", "Attachments", "Grains.Interfaces", "Silo", "Console")]
    public void A_project_file_names_only_projects_below(string project, params string[] allowed) =>
        Assert.Empty(Ladder.Named(Project(project), "ProjectReference").Except(allowed, StringComparer.Ordinal));

    [Fact]
    public void The_lower_project_files_name_no_package_of_another_layer()
    {
        Assert.DoesNotContain(Ladder.Named(Project("Policy"), "PackageReference"), Begins([.. Actors, .. Databases, .. Web]));
        Assert.DoesNotContain(Ladder.Named(Project("Documents"), "PackageReference"), Begins([.. Actors, .. Databases, .. Web]));
        Assert.DoesNotContain(Ladder.Named(Project("Grains.Interfaces"), "PackageReference"), Begins([.. Databases, .. Web]));
        Assert.DoesNotContain(Ladder.Named(Project("Ledger"), "PackageReference"), Begins([.. Actors, .. Web]));
        Assert.DoesNotContain(Ladder.Named(Project("Grains"), "PackageReference"), Begins([.. Databases, .. Web]));
    }

    [Fact]
    public void The_front_never_uses_the_ledger_or_the_grains_themselves()
    {
        Assert.Empty(Ladder.UsesOfTypes(Code, "Gongshu.Api", "Gongshu.Ledger", _ => false));
        Assert.Empty(Ladder.UsesOfTypes(Code, "Gongshu.Api", "Gongshu.Grains", _ => false));
    }

    [Fact]
    public void Only_the_composition_of_the_front_uses_the_silo() =>
        Assert.Empty(Ladder.UsesOfTypes(Code, "Gongshu.Api", "Gongshu.Silo", IsComposition));

    [Fact]
    public void A_use_hidden_in_a_lambda_an_async_method_or_a_type_argument_is_seen()
    {
        var seen = Ladder.UsesOfTypes(Code, "Gongshu.Architecture.Tests", "Gongshu.Ledger", _ => false).ToList();
        Assert.Contains(seen, line => line.Contains("UsesInLambda", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("UsesInAsyncLambda", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("UsesInAsyncMethod", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("UsesAsTypeArgument", StringComparison.Ordinal));
        Assert.NotEmpty(Ladder.UsesOfOurs(typeof(LadderTests).Assembly, OwnCode.Policy));
        Assert.NotEmpty(Ladder.Uses(typeof(LadderTests).Assembly, "ArchUnitNET"));
    }

    // Top-level statements make a class named Program.
    private static bool IsComposition(string type) =>
        type == "Program" || type.StartsWith("Gongshu.Api.Composition.", StringComparison.Ordinal);

    private static Predicate<string> Begins(string[] beginnings) =>
        name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(SourceTree.Root, "src", name, $"{name}.csproj"));
}
