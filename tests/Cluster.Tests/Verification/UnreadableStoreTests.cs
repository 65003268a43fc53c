using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

public sealed class UnreadableStoreTests
{
    [Fact]
    public async Task A_store_that_is_not_there_is_not_made_and_proves_nothing()
    {
        using var folder = new TempFolder("nowhere");
        var verified = await Verified.RunAsync($"--Data:Directory={folder["data"]}");
        Assert.Equal(2, verified.Code);
        Assert.Contains("There is no ledger at", verified.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task A_store_whose_keys_are_gone_is_not_given_new_ones()
    {
        using var folder = new TempFolder("keyless");
        await File.WriteAllBytesAsync(folder["ledger.db"], []);
        var verified = await Verified.RunAsync($"--Data:Directory={folder}");
        Assert.Equal(2, verified.Code);
        Assert.Contains("The keys of this store", verified.Output, StringComparison.Ordinal);
        Assert.Equal(["ledger.db"], Directory.EnumerateFiles(folder.ToString()).Select(Path.GetFileName));
    }
}
