using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gongshu.Api.Json;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary>
/// One JSON object of a request while its shape is read. Each reader answers the value, or notes the fault with its pointer and answers a
/// harmless stand-in, so that all faults of a body are found in one pass; the outcome counts only when there were none. A member that is
/// null counts as absent. Readers named <c>…OrNull</c> are of optional members.
/// </summary>
internal readonly struct ShapeObject(JsonElement element, Pointer at, Faults faults)
{
    /// <summary>Earlier days are typing errors; 9999-12-31 is written for "without end".</summary>
    private static readonly DateOnly FirstDay = new(1900, 1, 1);

    public JsonElement Element => element;

    public Pointer At => at;

    public Faults Faults => faults;

    /// <summary>Notes every member whose name is none of these.</summary>
    public ShapeObject Knows(params ReadOnlySpan<string> names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (JsonText.IsNamed(member, names)) continue;
            var name = JsonText.NameOf(member);
            if (name is null || !names.Contains(name)) faults.UnknownMember(at[name ?? "\uFFFD"]);
        }

        return this;
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => TryMember(name, out _);

    /// <summary>Whether the member is an object, where a text would do as well.</summary>
    public bool IsObject(string name) => TryMember(name, out var member) && member.ValueKind == JsonValueKind.Object;

    /// <summary>A text that is not blank, at most <paramref name="max"/> UTF-16 units.</summary>
    public string Text(string name, int max)
    {
        var text = TextOrNull(name, max, required: true) ?? "";
        if (text.Length > 0 && string.IsNullOrWhiteSpace(text)) faults.Add(at[name], FaultCode.Required);
        return text;
    }

    public string? TextOrNull(string name, int max, bool required = false)
    {
        if (!TryMember(name, JsonValueKind.String, required, out var member)) return null;
        if (!JsonText.TryRead(member, out var text))
            faults.Add(at[name], FaultCode.InvalidText);
        else if (text.Length > max)
            faults.Add(at[name], FaultCode.TooLong);
        else if (required && text.Length == 0)
            faults.Add(at[name], FaultCode.Required);
        else
            return text;
        return null;
    }

    public T Choice<T>(string name)
        where T : struct, Enum => ChoiceOrNull<T>(name, required: true) ?? default;

    public T? ChoiceOrNull<T>(string name, bool required = false)
        where T : struct, Enum
    {
        if (!TryMember(name, JsonValueKind.String, required, out var member)) return null;
        if (ShapeValue.Choice<T>(member) is { } value) return value;
        faults.Add(at[name], FaultCode.UnknownValue);
        return null;
    }

    /// <summary>A day that exists, written <c>yyyy-MM-dd</c>, from 1900 on.</summary>
    public DateOnly Day(string name) => DayOrNull(name, required: true) ?? FirstDay;

    public DateOnly? DayOrNull(string name, bool required = false)
    {
        if (!TryMember(name, JsonValueKind.String, required, out var member)) return null;
        if (ShapeValue.Day(member, out var day) is not { } fault) return day;
        faults.Add(at[name], fault);
        return null;
    }

    /// <summary>A time of day, written <c>HH:mm</c>.</summary>
    public TimeOnly TimeOfDay(string name)
    {
        if (!TryMember(name, JsonValueKind.String, required: true, out var member)) return default;
        if (JsonText.TryRead(member, out var text) && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        faults.Add(at[name], FaultCode.InvalidDate);
        return default;
    }

    /// <summary>An RFC 3339 instant with its offset.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (!TryMember(name, JsonValueKind.String, required: true, out var member)) return default;
        if (JsonText.TryRead(member, out var text) && Instants.TryParse(text, out var instant)) return instant;
        faults.Add(at[name], FaultCode.InvalidDate);
        return default;
    }

    public int Whole(string name, int least, int most)
    {
        if (!TryMember(name, JsonValueKind.Number, required: true, out var member)) return least;
        if (member.TryGetInt32(out var plain) && plain >= least && plain <= most) return plain;
        var reading = JsonNumber.Read(member.GetRawText(), 0, out var value);
        if (reading == NumberReading.Exact && value >= least && value <= most) return (int)value;
        faults.Add(at[name], reading == NumberReading.TooFine ? FaultCode.WrongType : FaultCode.OutOfRange);
        return least;
    }

    /// <summary>Yuan with at most two decimals, not negative.</summary>
    public Money? AmountOrNull(string name)
    {
        if (!TryMember(name, JsonValueKind.Number, required: false, out var member)) return null;
        var reading = JsonNumber.Read(member.GetRawText(), 2, out var fen);
        if (reading == NumberReading.Exact && fen >= 0) return new Money(fen);
        faults.Add(at[name], reading == NumberReading.Exact ? FaultCode.OutOfRange : FaultCode.InvalidAmount);
        return null;
    }

    public bool Flag(string name) => FlagOrNull(name, required: true) ?? false;

    public bool? FlagOrNull(string name, bool required = false)
    {
        if (!TryMember(name, out var member))
        {
            if (required) faults.Add(at[name], FaultCode.Required);
            return null;
        }

        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False) return member.GetBoolean();
        faults.Add(at[name], FaultCode.WrongType);
        return null;
    }

    /// <summary>GB 11643, normalised to 18 characters.</summary>
    /// <param name="today">The policy day: nobody is born after it.</param>
    public string IdNumber(string name, DateOnly today)
    {
        if (TextOrNull(name, ShapeLimits.Identifier, required: true) is not { } text) return "";
        if (ResidentId.TryParse(text, today, out var id)) return id.Value;
        faults.Add(at[name], FaultCode.InvalidIdNumber);
        return "";
    }

    /// <summary>GB 32100, normalised.</summary>
    public string UsccCode(string name) => UsccOrNull(name, required: true) ?? "";

    public string? UsccOrNull(string name, bool required = false)
    {
        if (TextOrNull(name, ShapeLimits.Identifier, required) is not { } text) return null;
        if (Uscc.TryParse(text, out var uscc)) return uscc.Value;
        faults.Add(at[name], FaultCode.InvalidUscc);
        return null;
    }

    /// <summary>The object, or null with its fault noted.</summary>
    public ShapeObject? Object(string name) => ObjectOrNull(name, required: true);

    public ShapeObject? ObjectOrNull(string name, bool required = false) =>
        TryMember(name, JsonValueKind.Object, required, out var member) ? new ShapeObject(member, at[name], faults) : null;

    /// <summary>The elements, or null when the member is absent or no array. More than <paramref name="most"/> is one fault, and none of them is read.</summary>
    public ShapeList? List(string name, int least, int most, bool required = true)
    {
        if (!TryMember(name, JsonValueKind.Array, required, out var member)) return null;
        var length = member.GetArrayLength();
        if (length >= least && length <= most) return new ShapeList(member, at[name], faults);
        faults.Add(at[name], FaultCode.OutOfRange);
        return null;
    }

    /// <summary>Notes a fault of a member.</summary>
    public void Fault(string name, string code) => faults.Add(at[name], code);

    /// <summary>Notes an end that lies before its start.</summary>
    public void InOrder<T>(T? from, T? to, string toName)
        where T : struct, IComparable<T>
    {
        if (from is { } start && to is { } end && end.CompareTo(start) < 0) faults.Add(at[toName], FaultCode.OutOfRange);
    }

    private bool TryMember(string name, out JsonElement member) =>
        element.TryGetProperty(name, out member) && member.ValueKind != JsonValueKind.Null;

    private bool TryMember(string name, JsonValueKind kind, bool required, out JsonElement member)
    {
        if (!TryMember(name, out member))
        {
            if (required) faults.Add(at[name], FaultCode.Required);
            return false;
        }

        if (member.ValueKind == kind) return true;
        faults.Add(at[name], FaultCode.WrongType);
        return false;
    }
}
