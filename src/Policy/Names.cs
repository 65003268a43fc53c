using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gongshu.Policy;

/// <summary>受理期: the intake window of one quarter, written <c>2018Q1</c>.</summary>
/// <param name="Year">Four digits, 2000 to 2999.</param>
/// <param name="Quarter">1 to 4.</param>
public readonly record struct WindowId(int Year, int Quarter) : IComparable<WindowId>
{
    public WindowId Next => Quarter == 4 ? new(Year + 1, 1) : new(Year, Quarter + 1);
    public WindowId Previous => Quarter == 1 ? new(Year - 1, 4) : new(Year, Quarter - 1);

    /// <summary>The quarter that a day lies in.</summary>
    public static WindowId OfDay(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    public static bool TryParse([NotNullWhen(true)] string? text, out WindowId window)
    {
        window = default;
        if (text is not { Length: 6 } || text[4] != 'Q' || text[5] is < '1' or > '4' || text[0] != '2') return false;
        for (var i = 1; i < 4; i++) if (!char.IsAsciiDigit(text[i])) return false;
        window = new(int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), text[5] - '0');
        return true;
    }

    public static WindowId Parse(string text) =>
        TryParse(text, out var window) ? window : throw new FormatException("Not an intake window.");

    public int CompareTo(WindowId other) => (Year, Quarter).CompareTo((other.Year, other.Quarter));
    public static bool operator <(WindowId a, WindowId b) => a.CompareTo(b) < 0;
    public static bool operator >(WindowId a, WindowId b) => a.CompareTo(b) > 0;
    public static bool operator <=(WindowId a, WindowId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(WindowId a, WindowId b) => a.CompareTo(b) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}Q{Quarter}");
}

/// <summary>A case number such as <c>GS-2018Q1-000123</c>: window and an ordinal of six digits or more that rises within the window (gaps are lawful).</summary>
public readonly record struct CaseNumber(WindowId Window, long Ordinal) : IComparable<CaseNumber>
{
    public static bool TryParse([NotNullWhen(true)] string? text, out CaseNumber number)
    {
        number = default;
        if (text is not { Length: >= 16 and <= 28 } || !text.StartsWith("GS-", StringComparison.Ordinal) || text[9] != '-') return false;
        if (!WindowId.TryParse(text[3..9], out var window)) return false;
        if (text.Length > 16 && text[10] == '0') return false;
        if (!long.TryParse(text.AsSpan(10), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) || ordinal < 1) return false;
        number = new(window, ordinal);
        return true;
    }

    public static CaseNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException("Not a case number.");

    public int CompareTo(CaseNumber other) => (Window, Ordinal).CompareTo((other.Window, other.Ordinal));
    public static bool operator <(CaseNumber a, CaseNumber b) => a.CompareTo(b) < 0;
    public static bool operator >(CaseNumber a, CaseNumber b) => a.CompareTo(b) > 0;
    public static bool operator <=(CaseNumber a, CaseNumber b) => a.CompareTo(b) <= 0;
    public static bool operator >=(CaseNumber a, CaseNumber b) => a.CompareTo(b) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"GS-{Window}-{Ordinal:D6}");
}

/// <summary>
/// 对象: a claim subject. The value is at once the ledger's <c>subject</c> column and the grain key; the prefix names the kind and keeps
/// storage from reading a digit-only or hex-looking key as a number.
/// </summary>
public readonly record struct SubjectId(string Value) : IComparable<SubjectId>
{
    /// <param name="workerRef"><c>w_</c> and the pseudonym.</param>
    public static SubjectId Worker(string workerRef) => new(string.Concat("wk1-", workerRef.AsSpan(2)));
    public static SubjectId Enterprise(string uscc) => new("ent-" + uscc);
    public static SubjectId MasterStudio(string id) => new("std-" + id);
    public static SubjectId Competition(string id) => new("cmp-" + id);

    public SubjectKind Kind => Value.AsSpan(0, 4) switch
    {
        "wk1-" => SubjectKind.Worker,
        "ent-" => SubjectKind.Enterprise,
        "std-" => SubjectKind.MasterStudio,
        "cmp-" => SubjectKind.Competition,
        _ => throw new InvalidOperationException("A subject of no known kind."),
    };

    /// <summary>The id that the contract shows: worker reference, USCC, studio id or competition id.</summary>
    public string PublicId => Kind == SubjectKind.Worker ? string.Concat("w_", Value.AsSpan(4)) : Value[4..];

    /// <summary>Ordinal order: the order in which holds are waited for and claim rows are inserted.</summary>
    public int CompareTo(SubjectId other) => string.CompareOrdinal(Value, other.Value);
    public static bool operator <(SubjectId a, SubjectId b) => a.CompareTo(b) < 0;
    public static bool operator >(SubjectId a, SubjectId b) => a.CompareTo(b) > 0;
    public static bool operator <=(SubjectId a, SubjectId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(SubjectId a, SubjectId b) => a.CompareTo(b) >= 0;

    public override string ToString() => Value;
}

/// <summary>享受资格: what may not repeat, on one subject. Carries no personal data.</summary>
public readonly record struct ClaimKey(SubjectId Subject, string Key) : IComparable<ClaimKey>
{
    public int CompareTo(ClaimKey other)
    {
        var bySubject = Subject.CompareTo(other.Subject);
        return bySubject != 0 ? bySubject : string.CompareOrdinal(Key, other.Key);
    }

    public static bool operator <(ClaimKey a, ClaimKey b) => a.CompareTo(b) < 0;
    public static bool operator >(ClaimKey a, ClaimKey b) => a.CompareTo(b) > 0;
    public static bool operator <=(ClaimKey a, ClaimKey b) => a.CompareTo(b) <= 0;
    public static bool operator >=(ClaimKey a, ClaimKey b) => a.CompareTo(b) >= 0;
}
