using System.Text.Json;
using Gongshu.Api.Json;

namespace Gongshu.Api.Shapes;

/// <summary>One JSON array of a request.</summary>
internal sealed class ShapeList(JsonElement array, Pointer at, Faults faults)
{
    public int Length => array.GetArrayLength();

    /// <summary>Reads each element that is an object; another kind of element is a fault.</summary>
    public T[] Objects<T>(Func<ShapeObject, T?> read)
        where T : class
    {
        var values = new List<T>(array.GetArrayLength());
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            var place = at[i++];
            if (element.ValueKind != JsonValueKind.Object)
                faults.Add(place, FaultCode.WrongType);
            else if (read(new ShapeObject(element, place, faults)) is { } value)
                values.Add(value);
        }

        return [.. values];
    }

    public T[] Choices<T>()
        where T : struct, Enum => Strings((text, place) => ShapeValue.Choice<T>(text) ?? Noted<T>(place, FaultCode.UnknownValue));

    /// <summary>Texts of a vocabulary.</summary>
    public string[] Known(IReadOnlyList<string> vocabulary)
    {
        var values = new List<string>(array.GetArrayLength());
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            var place = at[i++];
            if (element.ValueKind != JsonValueKind.String) faults.Add(place, FaultCode.WrongType);
            else if (JsonText.TryRead(element, out var text) && vocabulary.Contains(text)) values.Add(text);
            else faults.Add(place, FaultCode.UnknownValue);
        }

        return [.. values];
    }

    public DateOnly[] Days() => Strings((text, place) => ShapeValue.Day(text, out var day) is { } fault ? Noted<DateOnly>(place, fault) : day);

    /// <summary>Whole numbers from <paramref name="least"/> to <paramref name="most"/>, each once.</summary>
    public int[] Wholes(int least, int most)
    {
        var values = new List<int>(array.GetArrayLength());
        var repeats = new Repeats<int>(FaultCode.LineNumberRepeated);
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            var place = at[i++];
            if (element.ValueKind != JsonValueKind.Number)
            {
                faults.Add(place, FaultCode.WrongType);
            }
            else if (JsonNumber.Read(element.GetRawText(), 0, out var value) == NumberReading.Exact && value >= least && value <= most)
            {
                values.Add((int)value);
                repeats.See((int)value, at, place.Token);
            }
            else
            {
                faults.Add(place, FaultCode.OutOfRange);
            }
        }

        repeats.Note(faults);
        return [.. values];
    }

    private T[] Strings<T>(Func<JsonElement, Pointer, T?> read)
        where T : struct
    {
        var values = new List<T>(array.GetArrayLength());
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            var place = at[i++];
            if (element.ValueKind != JsonValueKind.String)
                faults.Add(place, FaultCode.WrongType);
            else if (read(element, place) is { } value)
                values.Add(value);
        }

        return [.. values];
    }

    private T? Noted<T>(Pointer place, string code)
        where T : struct
    {
        faults.Add(place, code);
        return null;
    }
}
