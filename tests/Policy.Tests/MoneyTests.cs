using CsCheck;

namespace Gongshu.Policy.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void Never_overflows_in_silence()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => Money.Yuan(long.MaxValue / 100 + 1));
    }

    [Fact]
    public void Adds_as_whole_numbers_do_or_throws() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
        {
            var exact = (Int128)a + b;
            if (exact >= long.MinValue && exact <= long.MaxValue)
                Assert.Equal((long)exact, (new Money(a) + new Money(b)).Fen);
            else
                Assert.Throws<OverflowException>(() => new Money(a) + new Money(b));
        });

    [Fact]
    public void Comes_back_from_yuan_as_it_was() =>
        Gen.Long[-1_000_000_000_000_00, 1_000_000_000_000_00].Sample(fen =>
        {
            Assert.True(Money.TryFromYuan(new Money(fen).ToYuan(), out var again));
            Assert.Equal(fen, again.Fen);
            Assert.Equal(fen, (long)(decimal.Parse(new Money(fen).ToString(), System.Globalization.CultureInfo.InvariantCulture) * 100));
        });

    [Theory]
    [InlineData("0.001")]
    [InlineData("10.125")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void Refuses_parts_of_a_fen_and_amounts_beyond_its_range(string yuan) =>
        Assert.False(Money.TryFromYuan(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture), out _));

    [Theory]
    [InlineData(150000, "1500.00")]
    [InlineData(5, "0.05")]
    [InlineData(10, "0.10")]
    [InlineData(-50, "-0.50")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    [InlineData(0, "0.00")]
    public void Writes_two_digits(long fen, string text) => Assert.Equal(text, new Money(fen).ToString());
}
