namespace Gongshu.Policy.Tests;

/// <summary>Text that breaks careless readers. None of it is an identifier; all of it has to be answered, and quickly.</summary>
public static class HostileText
{
    private static readonly Dictionary<string, string?> Texts = new(StringComparer.Ordinal)
    {
        ["null"] = null,
        ["empty"] = "",
        ["blank"] = " \t\u3000\u00A0",
        ["NUL"] = "\0",
        ["NUL inside"] = "330105198802290\0178",
        ["lone high surrogate"] = "\uD800",
        ["lone low surrogate"] = "\uDC00330105198802290178",
        ["surrogates the wrong way round"] = "\uDC00\uD800",
        ["Arabic digits"] = "٣٣٠١٠٥١٩٨٨٠٢٢٩٠١٧٨",
        ["Devanagari digits"] = "३३०१०५१९८८०२२९०१७८",
        ["a megabyte of digits"] = new string('3', 1 << 20),
        ["a megabyte of spaces"] = new string(' ', 1 << 20),
        ["a megabyte of combining marks"] = "a" + string.Concat(Enumerable.Repeat("\u0301\u0316", 1 << 19)),
        ["a megabyte of the longest ligature"] = new string('\uFDFA', 1 << 20),
        ["emoji"] = "👷‍♂️",
        ["right-to-left override"] = "\u202E330105198802290178\u202D",
    };

    public static TheoryData<string> All() => new(Texts.Keys);

    public static string? Of(string what) => Texts[what];
}
