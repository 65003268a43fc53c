using System.Globalization;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Pages.Money;

/// <summary>What is stopped, let go on or clawed back of a case.</summary>
public sealed class PaymentForm
{
    /// <summary>The version of the case that was shown.</summary>
    public int? Version { get; set; }

    /// <summary>Of the form as it was shown: sent twice, it does one thing.</summary>
    public string? Key { get; set; }

    /// <summary>Lines with their benefit, such as <c>3/training</c>.</summary>
    public List<string> Picked { get; set => field = value ?? []; } = [];

    public string? Reason { get; set; }

    /// <summary>Of a clawback: whether the person may claim the same again.</summary>
    public bool? Release { get; set; }

    /// <summary>Which button was pressed: <c>stop</c>, <c>go-on</c>, <c>clawback</c>.</summary>
    public string? Command { get; set; }

    internal static string Pick(int line, string benefit) => string.Create(CultureInfo.InvariantCulture, $"{line}/{benefit}");

    internal (string Path, object Body)? Asked()
    {
        ClawbackLine[] lines = [.. Picked.Select(Read).OfType<ClawbackLine>()];
        int[] numbers = [.. lines.Select(line => line.Line).Distinct()];
        var reason = Reason?.Trim() ?? "";
        return Command switch
        {
            "stop" => ("/stop", new StopAsked(numbers, reason)),
            "go-on" => ("/stop/release", new StopAsked(numbers, reason)),
            "clawback" => ("/clawback", new ClawbackAsked(lines, reason, Release == true)),
            _ => null,
        };
    }

    private static ClawbackLine? Read(string picked) =>
        picked.Split('/') is [var line, { Length: > 0 } benefit] && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number, benefit) : null;
}

/// <summary>What came back of a clawback.</summary>
public sealed class RepaymentForm
{
    public int? Version { get; set; }
    public string? Key { get; set; }
    public string? Amount { get; set; }
    public string? PaidOn { get; set; }
    public string? Reference { get; set; }

    internal RepaymentAsked Body() => new(
        decimal.TryParse(Amount, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var yuan)
            ? yuan : Typed.Text(Amount),
        Typed.Text(PaidOn), Reference?.Trim() ?? "");
}
