namespace Gongshu.Policy;

/// <summary>What officers are shown with a case, because somebody should look at it. Never a refusal; on the wire in kebab case.</summary>
public enum SignalCode
{
    SameBankAccount = 1, SamePhone, SameContact, OverlappingContracts, ManyCertificatesOfOneDay, NameDiffers, ReceivedOnPaper, CertificateMoved,
}

/// <summary>A signal as the policy file has it; one that the file leaves out is not looked for. The figures are administrative.</summary>
/// <param name="Detail">What it says, with <c>{count}</c>, <c>{lines}</c> and <c>{threshold}</c> in place of what was found; never a person's name or number.</param>
/// <param name="Threshold">
/// Of <see cref="SignalCode.OverlappingContracts"/> the days beyond which an overlap counts, of <see cref="SignalCode.ManyCertificatesOfOneDay"/> the
/// number of certificates from which on they do; null: the signal has none.
/// </param>
/// <param name="Citation">The words that the signal guards; null: none in particular.</param>
public sealed record SignalTerms(SignalCode Code, BilingualText Name, BilingualText Detail, int? Threshold, Citation? Citation)
{
    /// <summary>Whether a signal of this kind has a threshold.</summary>
    public static bool HasThreshold(SignalCode code) => code is SignalCode.OverlappingContracts or SignalCode.ManyCertificatesOfOneDay;
}

/// <summary>Codes on the wire.</summary>
public static class SignalCodes
{
    private static readonly string[] Names = [.. Enum.GetValues<SignalCode>().Select(Kebab)];

    /// <summary>The kebab-case code of the contract, e.g. <c>same-phone</c>.</summary>
    public static string Wire(this SignalCode code) => Names[(int)code - 1];

    /// <summary>The code of a wire name; null: there is none of that name.</summary>
    public static SignalCode? OfWire(string name) => Array.IndexOf(Names, name) is >= 0 and var at ? (SignalCode)(at + 1) : null;

    private static string Kebab(SignalCode code) => string.Concat(code.ToString().Select((c, i) =>
        i > 0 && char.IsAsciiLetterUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
