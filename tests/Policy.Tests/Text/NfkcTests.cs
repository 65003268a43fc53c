using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Gongshu.Policy.Tests.Text;

public sealed class NfkcTests
{
    // Printed by src/Policy/Text/nfkc-table.py, which asks Python's implementation.
    private const string SumOverAllScalars = "b7076698778b0a8775dc1558cadc93805a5282625989d35b9edaa1dd1f91e2bc";

    [Fact]
    public void Agrees_with_another_implementation_on_every_character_of_unicode()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
                sum.AppendData(Encoding.UTF8.GetBytes(Nfkc.Normalise(new Rune(point).ToString())));
        }

        Assert.Equal(SumOverAllScalars, Convert.ToHexStringLower(sum.GetHashAndReset()));
    }

    [Fact]
    public void Agrees_with_another_implementation_on_sequences()
    {
        Assert.All(Vectors.Rows("nfkc-sequences.tsv"), row => Assert.Equal(Text(row[1]), Nfkc.Normalise(Text(row[0]))));

        static string Text(string hexes) => string.Concat(hexes.Split(' ').Select(hex => char.ConvertFromUtf32(Convert.ToInt32(hex, 16))));
    }

    [Fact]
    public void Normalises_to_itself() =>
        Gen.String.Sample(text =>
        {
            var once = Nfkc.Normalise(text);
            Assert.Equal(once, Nfkc.Normalise(once));
        }, iter: 20_000);

    [Fact]
    public void Keeps_lone_surrogates() => Assert.Equal("1\uD800!", Nfkc.Normalise("１\uD800!"));

    [Fact]
    public void Takes_no_quadratic_time()
    {
        var marks = "é" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0327", 300_000));

        Assert.Equal(marks.Length, Nfkc.Normalise(marks).Length);
    }
}
