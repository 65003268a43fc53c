using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.PlainSql;

/// <summary>Generated serialisers: one set for what is stored (money in fen, no nulls), one for answers (yuan, nulls written).</summary>
[JsonSerializable(typeof(CaseSubmitted))]
[JsonSerializable(typeof(DecisionMade))]
[JsonSerializable(typeof(ClaimDetail))]
[JsonSerializable(typeof(AuditBody))]
[JsonSerializable(typeof(Application))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static StoredJson Instance { get; } = new(Make());

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        Converters.AddTo(options, new FenConverter());
        return options;
    }
}

/// <summary>The sealed detail of a claim: numbers for enums, as the product stores it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimDetail))]
internal sealed partial class DetailJson : JsonSerializerContext;

[JsonSerializable(typeof(CaseAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(PrecheckAnswer))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(Enterprise))]
public sealed partial class ContractJson : JsonSerializerContext
{
    public static ContractJson Instance { get; } = new(Make());

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            MaxDepth = 32,
        };
        Converters.AddTo(options, new YuanConverter());
        return options;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
public sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Instance { get; } = new(Make());

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        };
        Converters.AddTo(options, new YuanConverter());
        return options;
    }
}

internal static class Converters
{
    public static void AddTo(JsonSerializerOptions options, JsonConverter<Money> money)
    {
        options.Converters.Add(money);
        options.Converters.Add(new WindowConverter());
        options.Converters.Add(new CaseNumberConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}

internal sealed class FenConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
}

internal sealed class YuanConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(decimal.ToInt64(reader.GetDecimal() * 100));

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString(), skipInputValidation: true);
}

internal sealed class WindowConverter : JsonConverter<WindowId>
{
    public override WindowId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WindowId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, WindowId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class CaseNumberConverter : JsonConverter<CaseNumber>
{
    public override CaseNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => CaseNumber.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, CaseNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
