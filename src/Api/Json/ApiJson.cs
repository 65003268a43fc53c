using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Json;

/// <summary>
/// How answers are written: camelCase, enums as camelCase strings, money in yuan, absent as <c>null</c> (a member is left out only where the
/// contract says "without"). One set of options a language, since reasons carry their detail in it.
/// </summary>
internal static class ApiJson
{
    /// <summary>Details in Chinese.</summary>
    public static readonly JsonSerializerOptions Chinese = Options(english: false);

    /// <summary>Details in English.</summary>
    public static readonly JsonSerializerOptions English = Options(english: true);

    /// <summary>The canonical form of a request: absent members are left out, so that a member added later changes no stored request.</summary>
    public static readonly JsonSerializerOptions Canonical = new(Chinese) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Applies to the options of the host, which the OpenAPI document is generated from.</summary>
    public static void Configure(JsonSerializerOptions options, bool english = false)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.MaxDepth = 32;
        options.Converters.Add(new MoneyJson());
        options.Converters.Add(new WindowIdJson());
        options.Converters.Add(new CaseNumberJson());
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new TimeOfDayJson());
        options.Converters.Add(new ReasonJson(english));
        options.Converters.Add(new ChangeJson(english));
        options.Converters.Add(new JsonStringEnumConverter<LineReason>(WireNames.PolicyOf(typeof(LineReason)), allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<CompetitionClass>(WireNames.PolicyOf(typeof(CompetitionClass)), allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = ApiJsonContext.Default.WithAddedModifier(LeaveLinesOutOfLists);
    }

    private static JsonSerializerOptions Options(bool english)
    {
        var options = new JsonSerializerOptions();
        Configure(options, english);
        options.MakeReadOnly();
        return options;
    }

    // "Items: the 201 body without lines."
    private static void LeaveLinesOutOfLists(JsonTypeInfo type)
    {
        if (type.Type != typeof(CaseView)) return;
        foreach (var property in type.Properties)
        {
            if (property.Name == "lines") property.ShouldSerialize = static (_, value) => value is not null;
        }
    }
}
