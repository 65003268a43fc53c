using Gongshu.Testing.Samples;

namespace Gongshu.Testing.Tests;

public sealed class SamplePeopleTests
{
    [Theory]
    [InlineData("330105198802290178")]
    [InlineData("33010519900517008X")]
    [InlineData("330105198506121230")]
    public void The_check_digit_is_that_of_published_vectors(string number) =>
        Assert.Equal(number[17], ResidentIdNumber.CheckDigit(number));

    [Theory]
    [InlineData("91330105MA27ABCD4X")]
    [InlineData("52330105MJ8756215P")]
    [InlineData("123301054701882397")]
    public void Both_check_digits_of_a_credit_code_are_those_of_published_vectors(string code)
    {
        Assert.Equal(code[16], CreditCode.OrganisationCheckDigit(code[8..16]));
        Assert.Equal(code, CreditCode.Of(code[..2], code[2..8], code[8..16]));
    }

    [Fact]
    public void No_two_persons_share_a_number()
    {
        var people = new[] { 0, 1, 99 }.SelectMany(seed => new SamplePeople(seed).Take(20_000)).ToList();
        Assert.Equal(people.Count, people.Select(person => person.IdNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(people.Count, people.Select(person => person.CertificateNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(people.Count, people.Select(person => person.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(people, person =>
        {
            Assert.Equal(18, person.IdNumber.Length);
            Assert.Equal(person.Born, DateOnly.ParseExact(person.IdNumber[6..14], "yyyyMMdd"));
        });
    }

    [Fact]
    public void The_last_person_of_the_last_seed_still_has_a_number() =>
        Assert.Equal(18, new SamplePeople(99)[99_999].IdNumber.Length);

    [Fact]
    public void Enterprises_and_schools_have_codes_of_their_own()
    {
        var people = new SamplePeople(3);
        var codes = Enumerable.Range(0, 1_000).SelectMany(index => new[] { people.Enterprise(index).Uscc, people.School(index).Uscc }).ToList();
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Equal(18, code.Length));
    }

    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(12, "十二")]
    [InlineData(20, "二十")]
    [InlineData(103, "一百零三")]
    [InlineData(110, "一百一十")]
    [InlineData(1_001, "一千零一")]
    [InlineData(1_020, "一千零二十")]
    [InlineData(10_000, "一万")]
    [InlineData(10_001, "一万零一")]
    [InlineData(100_100, "十万零一百")]
    [InlineData(2_030_400, "二百零三万零四百")]
    public void Numbers_are_written_as_people_write_them(int number, string text) => Assert.Equal(text, ChineseNumber.Of(number));
}
