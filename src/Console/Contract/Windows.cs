using System.Text.Json.Serialization;

namespace Gongshu.StaffConsole.Contract;

/// <summary>An intake window: <c>GET /windows/{window}</c>, and <c>GET /windows?year=</c>.</summary>
public sealed record WindowFile([property: JsonPropertyName("window")] string Id, DateOnly OpensOn, DateOnly ClosesOn, string Status, int Version, WindowTotals Totals)
{
    public DaysMoved[] Overrides { get; init => field = value ?? []; } = [];

    /// <summary>When it was read, by the policy clock; null in lists.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The day of <see cref="Now"/>.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Of a window in the API.</summary>
    public static string Path(string window) => $"/windows/{Uri.EscapeDataString(window)}";
}

/// <param name="ByStatus">By the code of a case's status.</param>
public sealed record WindowTotals(int Cases, decimal Amount, Dictionary<string, CasesAndAmount> ByStatus)
{
    /// <summary>Of cases that no leader has passed: what keeps a window from being settled by itself.</summary>
    public static readonly string[] UndecidedStatuses = ["submitted", "recommended", "endorsed", "returned"];

    [JsonIgnore]
    public CasesAndAmount Undecided => new(
        UndecidedStatuses.Sum(status => Of(status).Cases), UndecidedStatuses.Sum(status => Of(status).Amount));

    public CasesAndAmount Of(string status) => ByStatus.GetValueOrDefault(status) ?? new(0, 0);
}

public sealed record CasesAndAmount(int Cases, decimal Amount);

/// <summary>Days of a window that a leader moved.</summary>
public sealed record DaysMoved(DateOnly? OpensOn, DateOnly? ClosesOn, string Reason, Officer By, DateTimeOffset At);

/// <summary>The body of <c>POST /windows/{window}/overrides</c>; what stays as it is, is left out.</summary>
public sealed record MoveAsked
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OpensOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClosesOn { get; init; }

    public required string Reason { get; init; }
}

/// <summary><c>GET /calendar/{year}</c>: days off among weekdays, and days worked on weekends.</summary>
public sealed record WorkCalendar(DateOnly[] WeekdaysOff, DateOnly[] WeekendDaysWorked);
