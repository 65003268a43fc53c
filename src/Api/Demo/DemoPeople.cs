using Gongshu.Policy;

namespace Gongshu.Api.Demo;

/// <summary>A made-up worker, plainly recognisable as one.</summary>
/// <param name="Name">示例工人 and a number.</param>
/// <param name="IdNumber">Of the right form, with the right check character.</param>
/// <param name="Phone">From 120…, which no network serves.</param>
internal sealed record DemoPerson(string Name, string IdNumber, string Phone, string CertificateNumber);

/// <summary>Made-up persons and codes, computed from a number: the same number always gives the same.</summary>
internal static class DemoPeople
{
    private const string Region = "330105", CheckCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly DateOnly FirstBirth = new(1965, 1, 1);

    /// <param name="number">From 1 to 999.</param>
    public static DemoPerson Worker(int number)
    {
        // 7919 shares no factor with 12000: neighbours are born far apart, nobody on another's day.
        var born = FirstBirth.AddDays(number * 7_919 % 12_000);
        var body = $"{Region}{born:yyyyMMdd}{number:D3}";
        var idNumber = CheckCharacters.Select(check => body + check).First(text => ResidentId.TryParse(text, new(2018, 1, 1), out _));
        return new DemoPerson($"示例工人{number:D3}", idNumber, $"120{number:D8}", $"SL2018{number:D6}");
    }

    /// <summary>A unified social credit code with both check characters right.</summary>
    /// <param name="authority">91 an enterprise, 52 a private school.</param>
    public static string CreditCode(string authority, int number) =>
        (from inner in CheckCharacters
         from outer in CheckCharacters
         let text = $"{authority}{Region}D{number:D7}{inner}{outer}"
         where Uscc.TryParse(text, out _)
         select text).First();
}
