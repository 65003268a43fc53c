using CsCheck;

namespace Gongshu.Policy.Tests.Identifiers;

public sealed class ResidentIdTests
{
    public static TheoryData<string, string, string, string> Table()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var row in Vectors.Rows("identifiers.tsv").Where(row => row[0] == "residentId"))
            rows.Add(row[1], row[2], row[3], row[4]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Agrees_with_the_vectors(string input, string normalised, string verdict, string note)
    {
        var valid = ResidentId.TryParse(input, Vectors.Today, out var id);

        Assert.True(valid == (verdict == "valid"), note);
        if (valid)
            Assert.Equal(normalised, id.Value);
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Refuses_hostile_text(string what) =>
        Assert.False(ResidentId.TryParse(HostileText.Of(what), Vectors.Today, out _), what);

    [Fact]
    public void Accepts_a_birth_on_the_policy_day_and_refuses_one_on_the_next()
    {
        var born = SampleIds.Number("330105", new DateOnly(2018, 3, 5), 1);

        Assert.True(ResidentId.TryParse(born, new DateOnly(2018, 3, 5), out _));
        Assert.False(ResidentId.TryParse(born, new DateOnly(2018, 3, 4), out _));
    }

    [Fact]
    public void Accepts_a_birth_on_the_first_day_of_1900_and_refuses_one_on_the_day_before()
    {
        Assert.True(ResidentId.TryParse(SampleIds.Number("330105", new DateOnly(1900, 1, 1), 1), Vectors.Today, out _));
        Assert.False(ResidentId.TryParse(SampleIds.Number("330105", new DateOnly(1899, 12, 31), 1), Vectors.Today, out _));
    }

    [Fact]
    public void Knows_exactly_the_provinces_of_the_standard()
    {
        var accepted = Enumerable.Range(0, 100)
            .Where(code => ResidentId.TryParse(SampleIds.Number($"{code:00}0105", new DateOnly(1985, 1, 1), 7), Vectors.Today, out _));

        Assert.Equal(
            [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83],
            accepted);
    }

    [Fact]
    public void Shows_no_more_than_the_first_and_last_four_characters()
    {
        Assert.True(ResidentId.TryParse("330105198802290178", Vectors.Today, out var id));

        Assert.Equal("3301**********0178", id.Masked);
        Assert.Equal("3301**********0178", id.ToString());
        Assert.Equal("3301**********0178", $"{id}");
        Assert.Equal(new DateOnly(1988, 2, 29), id.BornOn);
    }

    [Fact]
    public void Has_no_value_before_it_is_parsed()
    {
        Assert.Throws<InvalidOperationException>(() => default(ResidentId).Value);
        Assert.Equal(string.Empty, default(ResidentId).ToString());
    }

    [Fact]
    public void Normalises_to_itself_however_it_is_typed() =>
        SampleIds.Gen.Sample(number =>
        {
            Assert.True(ResidentId.TryParse(number, Vectors.Today, out var id));
            foreach (var typed in new[] { id.Value, number.ToLowerInvariant(), FullWidth(number), string.Join(' ', number.ToCharArray()) })
            {
                Assert.True(ResidentId.TryParse(typed, Vectors.Today, out var again));
                Assert.Equal(id, again);
            }
        });

    [Fact]
    public void Notices_every_single_wrong_digit() =>
        Gen.Select(SampleIds.Gen, Gen.Int[0, 16], Gen.Int[1, 9]).Sample((number, at, by) =>
        {
            var wrong = number.ToCharArray();
            wrong[at] = (char)('0' + (wrong[at] - '0' + by) % 10);
            Assert.False(ResidentId.TryParse(new string(wrong), Vectors.Today, out _));
        });

    private static string FullWidth(string text) => string.Concat(text.Select(c => (char)(c + 0xFEE0)));
}
