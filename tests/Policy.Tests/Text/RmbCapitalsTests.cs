using System.Globalization;
using CsCheck;

namespace Gongshu.Policy.Tests.Text;

public sealed class RmbCapitalsTests
{
    public static TheoryData<string, string> Table()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in Vectors.Rows("rmb-capitals.tsv"))
            rows.Add(row[0], row[1]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Agrees_with_the_vectors(string yuan, string inWords) =>
        Assert.Equal(inWords, RmbCapitals.Of(Money.TryFromYuan(decimal.Parse(yuan, CultureInfo.InvariantCulture), out var money) ? money : throw new FormatException(yuan)));

    [Theory]
    [InlineData(1_000_000_00L, "壹佰万元整")]
    [InlineData(10_001_00L, "壹万零壹元整")]
    [InlineData(100_000_001_00L, "壹亿零壹元整")]
    [InlineData(100_010_000_00L, "壹亿零壹万元整")]
    [InlineData(120_001_000_00L, "壹亿贰仟万壹仟元整")]
    [InlineData(1_000_000_000_000_00L, "壹万亿元整")]
    [InlineData(20_05L, "贰拾元零伍分")]
    [InlineData(20_50L, "贰拾元零伍角整")]
    public void Writes_zeros_once(long fen, string inWords) => Assert.Equal(inWords, RmbCapitals.Of(new Money(fen)));

    [Fact]
    public void Refuses_a_negative_amount() => Assert.Throws<ArgumentOutOfRangeException>(() => RmbCapitals.Of(new Money(-1)));

    [Fact]
    public void Can_be_read_back_to_the_same_amount() =>
        Gen.Frequency((1, Gen.Long[0, long.MaxValue / 1000]), (3, Gen.Long[0, 100_000_000_00]), (3, Gen.Int[0, 9].Array[1, 13].Select(d => d.Aggregate(0L, (n, x) => n * 10 + (x > 5 ? 0 : x)))))
            .Sample(fen => Assert.Equal(fen, Read(RmbCapitals.Of(new Money(fen)))), iter: 50_000);

    [Fact]
    public void Writes_no_two_zeros_in_a_row() =>
        Gen.Long[0, long.MaxValue].Sample(fen => Assert.DoesNotContain("零零", RmbCapitals.Of(new Money(fen)), StringComparison.Ordinal));

    private static long Read(string words)
    {
        long total = 0, section = 0, digit = 0, fen = 0;
        foreach (var c in words)
        {
            var value = "零壹贰叁肆伍陆柒捌玖".IndexOf(c, StringComparison.Ordinal);
            if (value >= 0)
                digit = value;
            switch (c)
            {
                case '拾': section += digit * 10; digit = 0; break;
                case '佰': section += digit * 100; digit = 0; break;
                case '仟': section += digit * 1000; digit = 0; break;
                case '万': total += (section + digit) * 10_000; section = digit = 0; break;
                case '亿': total = (total + section + digit) * 100_000_000; section = digit = 0; break;
                case '元': total += section + digit; section = digit = 0; break;
                case '角': fen += digit * 10; digit = 0; break;
                case '分': fen += digit; digit = 0; break;
            }
        }

        return total * 100 + fen;
    }
}
