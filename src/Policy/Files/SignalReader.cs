using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Reads the signals: which are looked for, what they say, and from which figure on.</summary>
internal static class SignalReader
{
    private static readonly string[] Places = ["{count}", "{lines}", "{threshold}"];

    public static ImmutableArray<SignalTerms> Read(FileObject root)
    {
        var signals = ImmutableArray.CreateBuilder<SignalTerms>();
        foreach (var item in root.Objects("signals"))
        {
            using var entry = item;
            if (ReadOne(entry) is not { } signal) continue;
            if (signals.Any(other => other.Code == signal.Code)) entry.Fault("code", "is listed twice");
            signals.Add(signal);
        }

        return signals.ToImmutable();
    }

    private static SignalTerms? ReadOne(FileObject entry)
    {
        var name = entry.Text("code");
        var code = SignalCodes.OfWire(name);
        if (code is null && name.Length > 0) entry.Fault("code", "is not a signal");
        if (entry.Text("source") is { Length: > 0 } source && source != "administrative")
            entry.Fault("source", "is not administrative: the text knows no signals");
        int? threshold = code is { } known && SignalTerms.HasThreshold(known) ? entry.Number("threshold", 1, 10_000) : null;
        // Of an unknown code nobody can say whether it has one.
        if (code is null) entry.Ignore("threshold");
        var (title, detail) = (entry.Bilingual("name"), Detail(entry, threshold is not null));
        var citation = entry.Has("clause") || entry.Has("quote") ? entry.Citation() : null;
        return code is null ? null : new SignalTerms(code.Value, title, detail, threshold, citation);
    }

    private static BilingualText Detail(FileObject entry, bool hasThreshold)
    {
        var detail = entry.Bilingual("detail");
        foreach (var (language, text) in (ReadOnlySpan<(string, string)>)[("zh", detail.Zh), ("en", detail.En)])
        {
            foreach (var place in PlacesIn(text))
            {
                if (!Places.Contains(place)) entry.Fault($"detail/{language}", $"names {place}; what can be filled in is {string.Join(", ", Places)}");
                else if (place == "{threshold}" && !hasThreshold) entry.Fault($"detail/{language}", "names a threshold, and the signal has none");
            }
        }

        return detail;
    }

    private static IEnumerable<string> PlacesIn(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            yield return close < 0 ? text[open..] : text[open..(close + 1)];
        }
    }
}
