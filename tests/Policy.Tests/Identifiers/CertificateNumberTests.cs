using CsCheck;

namespace Gongshu.Policy.Tests.Identifiers;

public sealed class CertificateNumberTests
{
    [Theory]
    [InlineData("1833000000300123")]
    [InlineData(" 1833 0000 0030 0123 ")]
    [InlineData("1833-0000-0030-0123")]
    [InlineData("１８３３－００００－００３０－０１２３")]
    [InlineData("1833\u20100000\u20110030\u20120123")]
    [InlineData("1833\u20130000\u20140030\u20150123")]
    [InlineData("1833\u22120000\u00AD0030\uFE630123")]
    [InlineData("1833\u200B0000\uFEFF0030\u20600123")]
    [InlineData("\u202A1833000000300123\u202C")]
    [InlineData("1833\u3000000000300123")]
    [InlineData("1833\u3164000000300123\uFE0F")]
    public void Gives_one_paper_one_number_however_it_is_typed(string typed)
    {
        Assert.True(CertificateNumber.TryParse(typed, out var number));
        Assert.Equal("1833000000300123", number.Value);
    }

    [Theory]
    [InlineData("zj-2018a", "ZJ2018A")]
    [InlineData("浙职鉴〔2018〕第12号", "浙职鉴〔2018〕第12号")]
    [InlineData("№12", "NO12")]
    [InlineData("(2018)1/2", "(2018)1/2")]
    [InlineData("𠀀1", "𠀀1")]
    public void Keeps_what_tells_numbers_apart(string typed, string expected)
    {
        Assert.True(CertificateNumber.TryParse(typed, out var number));
        Assert.Equal(expected, number.Value);
    }

    [Theory]
    [InlineData("\u0410123", "a Cyrillic letter that looks like a Latin one")]
    [InlineData("\u0391123", "a Greek one")]
    [InlineData("12\u0301", "a combining mark")]
    [InlineData("12\u0007", "a control character")]
    [InlineData("---", "hyphens alone")]
    [InlineData("12\uE000", "a private character")]
    public void Refuses_what_could_make_a_second_number_of_one_paper(string typed, string why) =>
        Assert.False(CertificateNumber.TryParse(typed, out _), why);

    [Fact]
    public void Takes_64_characters_and_no_more()
    {
        Assert.True(CertificateNumber.TryParse(new string('1', 64), out _));
        Assert.False(CertificateNumber.TryParse(new string('1', 65), out _));
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Answers_hostile_text(string what)
    {
        if (CertificateNumber.TryParse(HostileText.Of(what), out var number))
            Assert.Equal("right-to-left override", what);
        else
            Assert.Equal(default, number);
    }

    [Fact]
    public void Normalises_to_itself() =>
        Gen.String[Gen.Char, 0, 30].Sample(typed =>
        {
            if (!CertificateNumber.TryParse(typed, out var once))
                return;
            Assert.True(CertificateNumber.TryParse(once.Value, out var twice));
            Assert.Equal(once, twice);
        }, iter: 20_000);

    [Fact]
    public void Has_no_value_before_it_is_parsed() => Assert.Throws<InvalidOperationException>(() => default(CertificateNumber).Value);
}
