using System.Globalization;

namespace Gongshu.Silo.Composition;

/// <summary>Reads settings one by one and remembers every fault, so that a wrong configuration is told whole.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _faults = [];

    /// <summary>A sentence for each setting that was wrong so far.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Notes a fault that concerns several settings at once.</summary>
    public void Fault(string sentence) => _faults.Add(sentence);

    /// <summary>A text; absent or blank is <paramref name="fallback"/>.</summary>
    public string Text(string key, string fallback) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? fallback : configuration[key]!.Trim();

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Number(string key, int fallback, int least, int most)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _faults.Add($"{key} must be a whole number from {least} to {most}, not '{text}'.");
        return fallback;
    }

    /// <summary>A time span such as <c>00:00:05</c> or <c>3.00:00:00</c>, from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && span >= least && span <= most)
        {
            return span;
        }

        _faults.Add($"{key} must be a time from {least:c} to {most:c}, not '{text}'.");
        return fallback;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool fallback)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        _faults.Add($"{key} must be true or false, not '{text}'.");
        return fallback;
    }

    /// <summary>One of the names of <typeparamref name="T"/>, in any case; numbers are refused.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        _faults.Add($"{key} must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{text}'.");
        return fallback;
    }
}
