using System.Globalization;
using System.Numerics;
using Gongshu.Api.Json;

namespace Gongshu.Api.Tests.Shapes;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.00", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("1500", 150_000)]
    [InlineData("1500.5", 150_050)]
    [InlineData("1500.50000", 150_050)]
    [InlineData("-0.01", -1)]
    [InlineData("15e2", 150_000)]
    [InlineData("1e-2", 1)]
    [InlineData("0.00000000000000000000000000000000000000000001e42", 1)]
    [InlineData("9999999999999999.99", 999_999_999_999_999_999)]
    public void Reads_an_amount_to_the_fen(string raw, long fen)
    {
        Assert.Equal(NumberReading.Exact, JsonNumber.Read(raw, 2, out var read));
        Assert.Equal(fen, read);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("1e-3")]
    [InlineData("1e-400")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("1.000000000000000000000000000000000000000000000000001")]
    public void Sees_a_third_decimal_however_far_away(string raw) => Assert.Equal(NumberReading.TooFine, JsonNumber.Read(raw, 2, out _));

    [Theory]
    [InlineData("1e400")]
    [InlineData("10000000000000000")]
    [InlineData("99999999999999999999999999999999999999999999999999999999")]
    [InlineData("1e99999999999999999999")]
    public void Sees_what_no_amount_can_be(string raw) => Assert.Equal(NumberReading.TooLarge, JsonNumber.Read(raw, 2, out _));

    [Fact]
    public void Agrees_with_exact_arithmetic_on_numbers_of_every_form()
    {
        var random = new Random(20180305);
        for (var i = 0; i < 20_000; i++)
        {
            var whole = random.NextInt64(0, 1_000_000).ToString(CultureInfo.InvariantCulture);
            var fraction = random.Next(4) == 0 ? "" : "." + random.Next(0, 1_000).ToString("D3", CultureInfo.InvariantCulture)[..random.Next(1, 4)];
            var exponent = random.Next(-4, 5);
            var raw = $"{whole}{fraction}e{exponent}";

            // value * 10^2 = digits * 10^(2 - fraction + exponent)
            var digits = BigInteger.Parse(whole + fraction.TrimStart('.'), CultureInfo.InvariantCulture);
            var shift = 2 - Math.Max(0, fraction.Length - 1) + exponent;
            var exact = shift >= 0 || digits % BigInteger.Pow(10, -shift) == 0;
            Assert.Equal(exact ? NumberReading.Exact : NumberReading.TooFine, JsonNumber.Read(raw, 2, out var read));
            if (exact) Assert.Equal(shift >= 0 ? digits * BigInteger.Pow(10, shift) : digits / BigInteger.Pow(10, -shift), read);
        }
    }
}
