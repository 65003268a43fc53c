namespace Gongshu.Policy.Tests.Identifiers;

public sealed class UsccTests
{
    private const string Valid = "91330105MA27ABCD4X";

    public static TheoryData<string, string, string, string> Table()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var row in Vectors.Rows("identifiers.tsv").Where(row => row[0] == "uscc"))
            rows.Add(row[1], row[2], row[3], row[4]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Agrees_with_the_vectors(string input, string normalised, string verdict, string note)
    {
        var valid = Uscc.TryParse(input, out var uscc);

        Assert.True(valid == (verdict == "valid"), note);
        if (valid)
            Assert.Equal(normalised, uscc.Value);
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Refuses_hostile_text(string what) => Assert.False(Uscc.TryParse(HostileText.Of(what), out _), what);

    [Fact]
    public void Notices_every_single_wrong_character()
    {
        for (var at = 0; at < Valid.Length; at++)
        {
            foreach (var c in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(c => c != Valid[at]))
                Assert.False(Uscc.TryParse(Valid[..at] + c + Valid[(at + 1)..], out _));
        }
    }

    [Fact]
    public void Normalises_to_itself()
    {
        Assert.True(Uscc.TryParse(" 91330105 ma27abcd4x", out var once));
        Assert.True(Uscc.TryParse(once.Value, out var twice));
        Assert.Equal(once, twice);
        Assert.Equal(Valid, twice.ToString());
    }

    [Fact]
    public void Has_no_value_before_it_is_parsed() => Assert.Throws<InvalidOperationException>(() => default(Uscc).Value);
}
