using Gongshu.Architecture.Tests.Offenders;

namespace Gongshu.Architecture.Tests;

public sealed class ContractManifestTests
{
    [Fact]
    public void The_committed_manifest_is_that_of_the_code()
    {
        var path = Path.Combine(SourceTree.Root, ContractManifest.File);
        var now = ContractManifest.Of([.. OwnCode.Types]);
        if (Environment.GetEnvironmentVariable("GONGSHU_WRITE_CONTRACTS") == "1")
        {
            File.WriteAllText(path, now);
        }

        var committed = File.ReadAllText(path);
        Assert.True(committed == now, $"{ContractManifest.File} differs; GONGSHU_WRITE_CONTRACTS=1 writes it anew.\n{Difference(committed, now)}");
    }

    [Fact]
    public void A_changed_type_and_a_changed_id_change_the_manifest()
    {
        var text = ContractManifest.Of([typeof(SecondTwin), typeof(IOffendingGrain)]);
        Assert.Contains("gongshu.Twin = Gongshu.Architecture.Tests.Offenders.SecondTwin\n  0 A: String\n", text, StringComparison.Ordinal);
        Assert.Contains("enum Gongshu.Architecture.Tests.Offenders.StartsAtZero\n  0 Nothing\n  1 Something\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Here", text, StringComparison.Ordinal);
    }

    private static string Difference(string committed, string now)
    {
        var (old, current) = (committed.Split('\n'), now.Split('\n'));
        return string.Join('\n', old.Except(current, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(current.Except(old, StringComparer.Ordinal).Select(line => "+ " + line)).Take(40));
    }
}
