using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gongshu.Policy;

/// <summary>
/// An object of a policy or calendar file, read member by member. What is missing, of a wrong type or not known becomes a fault with its JSON
/// pointer, and reading goes on with a harmless value, so that all faults come out at once. Disposing reports the members nobody asked for.
/// </summary>
internal sealed class FileObject : IDisposable
{
    private const int MaxDepth = 32;
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly JsonElement _element;
    private readonly string _pointer;
    private readonly List<PolicyFault> _faults;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private FileObject(JsonElement element, string pointer, List<PolicyFault> faults)
    {
        _element = element;
        _pointer = pointer;
        _faults = faults;
    }

    /// <summary>The root object of a file; null, with a fault, when the file is not JSON or not an object.</summary>
    public static FileObject? Root(Stream stream, List<PolicyFault> faults)
    {
        try
        {
            if (stream.CanSeek && stream.Length - stream.Position > MaxBytes)
            {
                faults.Add(new PolicyFault(string.Empty, $"is larger than {MaxBytes} bytes"));
                return null;
            }

            // Not disposed: its elements live as long as the reading, and it rents nothing that would be missed.
            var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new FileObject(document.RootElement, string.Empty, faults);
            faults.Add(new PolicyFault(string.Empty, "is not an object") { Kind = PolicyFaultKind.WrongType });
        }
        catch (JsonException e)
        {
            faults.Add(new PolicyFault(string.Empty, "is not JSON: " + e.Message));
        }

        return null;
    }

    /// <summary>Adds a fault at a member, or at this object when the name is empty.</summary>
    public void Fault(string name, string message) => Fault(name, message, PolicyFaultKind.DoesNotFit);

    /// <summary>Whether the member stands in the file and is not null.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    /// <summary>Counts a member as asked for.</summary>
    public void Ignore(string name) => _known.Add(name);

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names()
    {
        var names = new List<string>();
        foreach (var member in _element.EnumerateObject())
            names.Add(member.Name);
        return names;
    }

    /// <summary>A text that is not blank.</summary>
    public string Text(string name)
    {
        if (!Find(name, JsonValueKind.String, "a text", out var member))
            return string.Empty;
        var text = member.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            Fault(name, "is blank", PolicyFaultKind.Missing);
        return text;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name)
    {
        _known.Add(name);
        if (_element.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return member.GetBoolean();
        Fault(name, Has(name) ? "is not true or false" : "is missing", Has(name) ? PolicyFaultKind.WrongType : PolicyFaultKind.Missing);
        return false;
    }

    /// <summary>A whole number between the bounds, both included.</summary>
    public int Number(string name, int min, int max)
    {
        if (!Find(name, JsonValueKind.Number, "a number", out var member))
            return min;
        if (member.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {min} to {max}"), PolicyFaultKind.OutOfRange);
        return min;
    }

    /// <summary>A day of the form 2018-01-01.</summary>
    public DateOnly Day(string name)
    {
        if (!Find(name, JsonValueKind.String, "a day", out var member))
            return default;
        if (TryDay(member, out var day))
            return day;
        Fault(name, "is not a day of the form 2018-01-01", PolicyFaultKind.InvalidDate);
        return default;
    }

    /// <summary>A day, or null when the member is absent or null.</summary>
    public DateOnly? OptionalDay(string name)
    {
        _known.Add(name);
        return Has(name) ? Day(name) : null;
    }

    /// <summary>A value of the enum, in camel case.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        if (!Find(name, JsonValueKind.String, "a text", out var member))
            return default;
        if (EnumNames.TryParse<T>(member.GetString()!, out var value))
            return value;
        Fault(name, $"is not one of {EnumNames.All<T>()}", PolicyFaultKind.UnknownValue);
        return default;
    }

    /// <summary>A list of values of the enum without repetition.</summary>
    public ImmutableArray<T> Choices<T>(string name)
        where T : struct, Enum =>
        List(name, (item, at) =>
        {
            if (item.ValueKind == JsonValueKind.String && EnumNames.TryParse<T>(item.GetString()!, out var value))
                return value;
            _faults.Add(new PolicyFault(at, $"is not one of {EnumNames.All<T>()}") { Kind = PolicyFaultKind.UnknownValue });
            return default;
        });

    /// <summary>A list of days, as they stand.</summary>
    public ImmutableArray<DateOnly> Days(string name) =>
        List(name, (item, at) =>
        {
            if (TryDay(item, out var day))
                return day;
            _faults.Add(new PolicyFault(at, "is not a day of the form 2018-01-01") { Kind = PolicyFaultKind.InvalidDate });
            return default;
        }, distinct: false);

    /// <summary>A list of whole numbers between the bounds, without repetition.</summary>
    public ImmutableArray<int> Numbers(string name, int min, int max) =>
        List(name, (item, at) =>
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) && number >= min && number <= max)
                return number;
            _faults.Add(new PolicyFault(at, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {min} to {max}")) { Kind = PolicyFaultKind.OutOfRange });
            return min;
        });

    /// <summary>A list of texts that are not blank, without repetition.</summary>
    public ImmutableArray<string> Texts(string name) =>
        List(name, (item, at) =>
        {
            if (item.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(item.GetString()))
                return item.GetString()!;
            _faults.Add(new PolicyFault(at, "is not a text") { Kind = PolicyFaultKind.WrongType });
            return at;
        });

    /// <summary>A member that is an object; an empty one, with a fault, when it is missing.</summary>
    public FileObject Object(string name) =>
        Find(name, JsonValueKind.Object, "an object", out var member)
            ? new FileObject(member, At(name), _faults)
            : new FileObject(Nothing, At(name), []);

    /// <summary>A list of objects.</summary>
    public IEnumerable<FileObject> Objects(string name)
    {
        if (!Find(name, JsonValueKind.Array, "a list", out var member))
            yield break;
        var i = 0;
        foreach (var item in member.EnumerateArray())
        {
            var at = $"{At(name)}/{i++}";
            if (item.ValueKind == JsonValueKind.Object)
                yield return new FileObject(item, at, _faults);
            else
                _faults.Add(new PolicyFault(at, "is not an object") { Kind = PolicyFaultKind.WrongType });
        }
    }

    /// <summary>Reports the members that nobody asked for.</summary>
    public void Dispose()
    {
        foreach (var member in _element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
                _faults.Add(new PolicyFault($"{_pointer}/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", "is not known") { Kind = PolicyFaultKind.UnknownMember });
        }
    }

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private static bool TryDay(JsonElement item, out DateOnly day)
    {
        day = default;
        return item.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(item.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private bool Find(string name, JsonValueKind kind, string what, out JsonElement member)
    {
        _known.Add(name);
        if (!_element.TryGetProperty(name, out member) || member.ValueKind == JsonValueKind.Null)
            Fault(name, "is missing", PolicyFaultKind.Missing);
        else if (member.ValueKind != kind)
            Fault(name, $"is not {what}", PolicyFaultKind.WrongType);
        else
            return true;
        return false;
    }

    private ImmutableArray<T> List<T>(string name, Func<JsonElement, string, T> read, bool distinct = true)
    {
        if (!Find(name, JsonValueKind.Array, "a list", out var member))
            return [];
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var item in member.EnumerateArray())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{At(name)}/{items.Count}");
            var before = _faults.Count;
            var value = read(item, at);
            if (distinct && _faults.Count == before && items.Contains(value))
                _faults.Add(new PolicyFault(at, "is listed twice"));
            items.Add(value);
        }

        return items.ToImmutable();
    }

    private void Fault(string name, string message, PolicyFaultKind kind) => _faults.Add(new PolicyFault(At(name), message) { Kind = kind });

    // Names of members hold neither "~" nor "/" where they are known, so a name may also be a path to something deeper.
    private string At(string name) =>
        name.Length == 0 ? _pointer : _pointer + "/" + name;
}
