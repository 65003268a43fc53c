using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Storage;

/// <summary>
/// How events are written: camelCase, enums as words, money in whole fen, absent for null. What is stored once is read for ever: members are
/// only added, never renamed (golden files in the tests).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FenConverter), typeof(WindowIdConverter), typeof(CaseNumberConverter)])]
[JsonSerializable(typeof(ApplicationForm))]
[JsonSerializable(typeof(CaseSubmitted))]
[JsonSerializable(typeof(CaseImported))]
[JsonSerializable(typeof(DecisionMade))]
[JsonSerializable(typeof(CaseWithdrawn))]
[JsonSerializable(typeof(CaseScheduled))]
[JsonSerializable(typeof(DecisionReversed))]
[JsonSerializable(typeof(CaseAssigned))]
[JsonSerializable(typeof(CaseResubmitted))]
[JsonSerializable(typeof(CaseLapsed))]
[JsonSerializable(typeof(AppealFiled))]
[JsonSerializable(typeof(AppealDecided))]
[JsonSerializable(typeof(PaymentStopped))]
[JsonSerializable(typeof(PaymentStopReleased))]
[JsonSerializable(typeof(CasePaid))]
[JsonSerializable(typeof(CasePaymentFailed))]
[JsonSerializable(typeof(CaseClawedBack))]
[JsonSerializable(typeof(RepaymentRecorded))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The one instance; Chinese text stays readable and short.</summary>
    public static StoredJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new FenConverter(), new WindowIdConverter(), new CaseNumberConverter(),
        },
    });
}

internal sealed class FenConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
}

internal sealed class WindowIdConverter : JsonConverter<WindowId>
{
    public override WindowId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WindowId.Parse(reader.GetString()!);
    public override void Write(Utf8JsonWriter writer, WindowId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class CaseNumberConverter : JsonConverter<CaseNumber>
{
    public override CaseNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => CaseNumber.Parse(reader.GetString()!);
    public override void Write(Utf8JsonWriter writer, CaseNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
