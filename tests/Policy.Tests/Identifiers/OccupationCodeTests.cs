namespace Gongshu.Policy.Tests.Identifiers;

public sealed class OccupationCodeTests
{
    [Theory]
    [InlineData("6-18-02-04")]
    [InlineData(" 6-18-02-04 ")]
    [InlineData("６－１８－０２－０４")]
    [InlineData("6–18–02–04")]
    [InlineData("6\u201018\u201102\u221204")]
    public void Reads_the_form_of_the_classification(string typed)
    {
        Assert.True(OccupationCode.TryParse(typed, out var code));
        Assert.Equal("6-18-02-04", code.Value);
        Assert.True(OccupationCode.TryParse(code.Value, out var again));
        Assert.Equal(code, again);
    }

    [Theory]
    [InlineData("6180204")]
    [InlineData("6-18-02-4")]
    [InlineData("66-18-02-04")]
    [InlineData("6-18-02-04-01")]
    [InlineData("a-18-02-04")]
    [InlineData("6_18_02_04")]
    public void Refuses_another_form(string typed) => Assert.False(OccupationCode.TryParse(typed, out _));

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Refuses_hostile_text(string what) => Assert.False(OccupationCode.TryParse(HostileText.Of(what), out _), what);

    [Fact]
    public void Has_no_value_before_it_is_parsed() => Assert.Throws<InvalidOperationException>(() => default(OccupationCode).Value);
}
