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
        where T : struct, Enum => Strings((element, place) => ShapeValue.Choice<T>(element, place, faults));

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

    public DateOnly[] Days() => Strings((element, place) => ShapeValue.Day(element, place, faults));

    /// <summary>Whole numbers from <paramref name="least"/> to <paramref name="most"/>, each once.</summary>
    public int[] Wholes(int least, int most)
    {
        var values = new List<int>(array.GetArrayLength());
        var repeats = new Repeats(FaultCode.LineNumberRepeated);
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
                repeats.See(value.ToString(System.Globalization.CultureInfo.InvariantCulture), place);
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
}

/// <summary>Finds values that stand more than once, and names every place that is concerned.</summary>
internal sealed class Repeats(string code)
{
    private readonly Dictionary<string, List<Pointer>> _places = new(StringComparer.Ordinal);

    public void See(string value, Pointer at)
    {
        if (_places.TryGetValue(value, out var places)) places.Add(at);
        else _places.Add(value, [at]);
    }

    public void Note(Faults faults)
    {
        foreach (var places in _places.Values.Where(places => places.Count > 1))
        {
            foreach (var place in places) faults.Add(place, code);
        }
    }
}
