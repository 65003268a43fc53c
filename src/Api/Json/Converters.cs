using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Json;

// How the contract writes our value types. Requests are not read by these: a shape reads them and collects every fault.

/// <summary>Yuan with two digits, <c>1500.00</c>.</summary>
internal sealed class MoneyJson : WriteOnlyConverter<Money>
{
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToYuan());
}

internal sealed class WindowIdJson : WriteOnlyConverter<WindowId>
{
    public override void Write(Utf8JsonWriter writer, WindowId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class CaseNumberJson : WriteOnlyConverter<CaseNumber>
{
    public override void Write(Utf8JsonWriter writer, CaseNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>RFC 3339 with the offset of Asia/Shanghai.</summary>
internal sealed class InstantJson : WriteOnlyConverter<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(PolicyTime.Of(value));
}

/// <summary>Time of day, <c>08:30</c>.</summary>
internal sealed class TimeOfDayJson : WriteOnlyConverter<TimeOnly>
{
    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
}

/// <summary><c>{ code, detail }</c>, the detail in the language of the answer.</summary>
internal sealed class ReasonJson(bool english) : WriteOnlyConverter<ReasonView>
{
    public override void Write(Utf8JsonWriter writer, ReasonView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("detail", english ? value.DetailEn : value.Detail);
        writer.WriteEndObject();
    }
}

/// <summary><c>{ possible, facts, text }</c>, the text in the language of the answer; the facts' values are JSON already.</summary>
internal sealed class ChangeJson(bool english) : WriteOnlyConverter<ChangeView>
{
    public override void Write(Utf8JsonWriter writer, ChangeView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("possible", value.Possible);
        writer.WriteStartArray("facts");
        foreach (var fact in value.Facts)
        {
            writer.WriteStartObject();
            writer.WriteString("fact", fact.Fact);
            writer.WriteString("pointer", fact.Pointer);
            writer.WriteString("source", fact.Source);
            writer.WritePropertyName("from");
            writer.WriteRawValue(fact.From ?? "null");
            writer.WritePropertyName("to");
            writer.WriteRawValue(fact.To);
            writer.WriteString("clause", fact.Clause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("text", english ? value.TextEn : value.Text);
        writer.WriteEndObject();
    }
}

internal abstract class WriteOnlyConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read by shapes.");
}
