namespace Gongshu.Grains.Interfaces;

/// <summary>Problem codes on the wire.</summary>
public static class ProblemCodes
{
    /// <summary>The kebab-case code of the contract, e.g. <c>duplicate-claim</c>.</summary>
    public static string Wire(this ProblemCode code) => string.Concat(code.ToString().Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
