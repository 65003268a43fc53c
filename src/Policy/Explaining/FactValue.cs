using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gongshu.Policy;

/// <summary>A value of a fact: the JSON that a request or a register would carry, and how a sentence names it.</summary>
/// <param name="Json">Valid JSON by itself; for a part, the object with its members.</param>
public sealed record FactValue(string Json, BilingualText Shown)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static FactValue Of(DateOnly day) => Same(Text(day));

    internal static FactValue Of(int number) => new(number.ToString(CultureInfo.InvariantCulture), Both(number.ToString(CultureInfo.InvariantCulture)));

    internal static FactValue Of(Uscc uscc) => Same(uscc.Value);

    internal static FactValue Of(OccupationCode occupation) => Same(occupation.Value);

    internal static FactValue Of(bool flag) => flag ? new("true", new("是", "yes")) : new("false", new("否", "no"));

    internal static FactValue Of(SkillLevel level) => new($"\"{EnumNames.Of(level)}\"", new(RefusalTexts.Name(level), EnumNames.Of(level)));

    internal static FactValue Of(CompetitionClass @class) => Same(EnumNames.Of(@class));

    internal static FactValue Of(IEnumerable<EnterpriseKind> kinds)
    {
        var ordered = kinds.Order().ToArray();
        return new(
            $"[{string.Join(',', ordered.Select(kind => $"\"{EnumNames.Of(kind)}\""))}]",
            new(ordered.Length == 0 ? "无" : string.Join("、", ordered.Select(RefusalTexts.Name)), ordered.Length == 0 ? "none" : string.Join(", ", ordered.Select(EnumNames.Of))));
    }

    /// <summary>A whole part of the application or of a register.</summary>
    internal static FactValue Part(JsonObject members, string zh, string en) => new(members.ToJsonString(Readable), new(zh, en));

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FactValue Same(string text) => new($"\"{text}\"", Both(text));

    private static BilingualText Both(string text) => new(text, text);
}

/// <summary>Stands for what only the applicant knows. Of valid form, so that the rest can be tried; nobody takes it for real.</summary>
public static class Placeholder
{
    /// <summary>For a text: "to be filled in".</summary>
    public const string Text = "（待填）";

    /// <summary>For a number or an id. <see cref="ChangedFact.ToFor"/> makes it another one for each line.</summary>
    public const string Number = "PLACEHOLDER";

    /// <summary>A number or id that no other line of the applicant has.</summary>
    public static string For(string applicant, int line) => string.Create(CultureInfo.InvariantCulture, $"{Number}-{applicant}-{line}");

    internal const string CertificatePseudonym = "c_placeholder";

    /// <summary>Of the form of the classification, and in no part of it.</summary>
    internal static OccupationCode Occupation { get; } = OccupationCode.Parse("0-00-00-00");
}
