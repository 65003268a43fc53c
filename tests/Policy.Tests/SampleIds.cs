using CsCheck;

namespace Gongshu.Policy.Tests;

/// <summary>Made-up ID numbers and social credit codes with right check characters, computed apart from the code under test.</summary>
internal static class SampleIds
{
    public static Gen<string> Gen { get; } =
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 36_000], CsCheck.Gen.Int[0, 999]).Select((days, sequence) => Number("330105", new DateOnly(1900, 1, 1).AddDays(days), sequence));

    public static string Number(string division, DateOnly born, int sequence)
    {
        var body = $"{division}{born:yyyyMMdd}{sequence:000}";
        // ISO 7064 MOD 11-2 as the standard words it: the check value makes the weighted sum 1 modulo 11.
        for (var check = 0; check <= 10; check++)
        {
            var sum = check;
            for (var i = 0; i < 17; i++)
                sum += (body[i] - '0') * (int)(Power(2, 17 - i) % 11);
            if (sum % 11 == 1)
                return body + (check == 10 ? "X" : check.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        throw new InvalidOperationException("No check character fits.");
    }

    public static ResidentId Worker(int sequence)
    {
        var number = Number("330105", new DateOnly(1960, 1, 1).AddDays(sequence / 1000), sequence % 1000);
        return ResidentId.TryParse(number, Vectors.Today, out var id) ? id : throw new InvalidOperationException("The sample is wrong.");
    }

    private static long Power(long number, int exponent) => exponent == 0 ? 1 : number * Power(number, exponent - 1);
}
