using Gongshu.Silo.Schema;

namespace Gongshu.Grains.Tests;

public sealed class StorageOnPostgreSqlTests : StorageContract
{
    private protected override async Task<StorageDatabase> CreateDatabaseAsync() => await PostgreSqlStorageDatabase.CreateAsync();

    [Theory]
    [InlineData("CREATE INDEX ux_orleansstorage ON orleans.orleansstorage (grainidhash, graintypehash)")]
    [InlineData("CREATE UNIQUE INDEX ux_orleansstorage ON orleans.orleansstorage (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid)")]
    [InlineData("CREATE UNIQUE INDEX ux_orleansstorage ON orleans.orleansstorage (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid) NULLS NOT DISTINCT WHERE version > 1")]
    [InlineData("CREATE UNIQUE INDEX ux_orleansstorage ON orleans.orleansstorage (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid, version) NULLS NOT DISTINCT")]
    public async Task Is_not_current_with_an_index_that_only_has_the_name(string index)
    {
        await Database.ExecuteAsync("DROP INDEX orleans.ux_orleansstorage");
        await Database.ExecuteAsync(index);

        Assert.False(await RegistrySchema.For(Database.Settings).IsCurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Two_programs_may_migrate_at_once()
    {
        await using var database = await PostgreSqlStorageDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RegistrySchema.For(database.Settings).Migrate())));

        Assert.Empty(await RegistrySchema.For(database.Settings).FaultsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_empty_database_is_not_current_and_says_which_scripts_are_missing()
    {
        await using var database = await PostgreSqlStorageDatabase.CreateAsync();

        var faults = await RegistrySchema.For(database.Settings).FaultsAsync(CancellationToken.None);

        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("0002-membership", StringComparison.Ordinal));
    }
}
