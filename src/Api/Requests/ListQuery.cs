using System.Globalization;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Requests;

/// <summary>
/// The query of a list, read with the strictness of a body: an unknown parameter, a repeated one, or a value that filters nothing is a fault,
/// never a wider list. All faults at once.
/// </summary>
internal sealed class ListQuery
{
    private const int DefaultLimit = 50, MaxLimit = 200, MaxCursor = 1_000;

    private readonly Faults _faults = new();
    private readonly IQueryCollection _query;

    /// <param name="filters">The parameters besides <c>limit</c> and <c>cursor</c>.</param>
    public ListQuery(HttpRequest request, params ReadOnlySpan<string> filters) : this(request, isPaged: true, filters) { }

    private ListQuery(HttpRequest request, bool isPaged, ReadOnlySpan<string> parameters)
    {
        _query = request.Query;
        foreach (var (name, values) in _query)
        {
            if (!(isPaged && name is ("limit" or "cursor")) && !parameters.Contains(name)) _faults.Add(Pointer.Root[name], FaultCode.UnknownValue);
            else if (values.Count != 1) _faults.Add(Pointer.Root[name], FaultCode.WrongType);
        }

        Limit = Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        Cursor = Text("cursor", MaxCursor);
    }

    /// <summary>The query of what is no list: these parameters and no other.</summary>
    public static ListQuery WithoutPages(HttpRequest request, params ReadOnlySpan<string> parameters) => new(request, isPaged: false, parameters);

    public int Limit { get; }

    /// <summary>As it was given out, or null for the first page.</summary>
    public string? Cursor { get; }

    /// <summary>What is wrong, once everything was read; null when nothing is.</summary>
    public Problem? Problem
    {
        get
        {
            if (!_faults.Any) return null;
            var (refusal, omitted) = _faults.ToRefusal();
            return new Problem(refusal, omitted);
        }
    }

    public string? Text(string name, int max)
    {
        if (Value(name) is not { } text) return null;
        if (text.Length == 0) _faults.Add(Pointer.Root[name], FaultCode.Required);
        else if (text.Length > max) _faults.Add(Pointer.Root[name], FaultCode.TooLong);
        else if (text.AsSpan().ContainsAnyInRange('\0', '\u001F')) _faults.Add(Pointer.Root[name], FaultCode.InvalidText);
        else return text;
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (Value(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        _faults.Add(Pointer.Root[name], FaultCode.OutOfRange);
        return null;
    }

    /// <summary>A whole number from 0 on that has to be there.</summary>
    public long Needed(string name)
    {
        if (Value(name) is not { } text) _faults.Add(Pointer.Root[name], FaultCode.Required);
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        else _faults.Add(Pointer.Root[name], FaultCode.OutOfRange);
        return 0;
    }

    /// <summary>A place in the feed: 0 or a sequence.</summary>
    public long? Position(string name)
    {
        if (Value(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        _faults.Add(Pointer.Root[name], FaultCode.OutOfRange);
        return null;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Value(name) is not { } text) return null;
        if (WireNames.TryParse<T>(text, out var value)) return value;
        _faults.Add(Pointer.Root[name], FaultCode.UnknownValue);
        return null;
    }

    public bool? Flag(string name)
    {
        if (Value(name) is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        _faults.Add(Pointer.Root[name], FaultCode.UnknownValue);
        return null;
    }

    public WindowId? Window(string name)
    {
        if (Value(name) is not { } text) return null;
        if (WindowId.TryParse(text, out var window)) return window;
        _faults.Add(Pointer.Root[name], FaultCode.UnknownValue);
        return null;
    }

    public string? UsccCode(string name)
    {
        if (Value(name) is not { } text) return null;
        if (Uscc.TryParse(text, out var uscc)) return uscc.Value;
        _faults.Add(Pointer.Root[name], FaultCode.InvalidUscc);
        return null;
    }

    /// <summary>An instant, or a day: its beginning in Asia/Shanghai, or its last moment where <paramref name="end"/> says so.</summary>
    public DateTimeOffset? Instant(string name, bool end)
    {
        // An unescaped plus of the offset arrives as a space.
        if (Value(name)?.Replace(' ', '+') is not { } text) return null;
        if (Instants.TryParse(text, out var instant)) return instant;
        if (Instants.TryParseDay(text, out var day) && day.Year is >= 1900 and <= 2999)
            return new DateTimeOffset(day.ToDateTime(end ? TimeOnly.MaxValue : TimeOnly.MinValue), PolicyTime.Offset);
        _faults.Add(Pointer.Root[name], FaultCode.InvalidDate);
        return null;
    }

    private string? Value(string name) => _query.TryGetValue(name, out var values) && values is [{ } value] ? value : null;
}
