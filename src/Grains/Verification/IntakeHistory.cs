using System.Globalization;
using System.Text.Json;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>
/// I4: the days of all windows as they stood at each instant, and when each window was settled. The store keeps when a request was received, not
/// when its commit began; that it began in time shows in the order: no submission stands behind the settlement of its window but one for a paper.
/// </summary>
internal sealed class IntakeHistory(Findings findings, IntakeCalendar planned)
{
    private readonly List<(DateTimeOffset At, long Sequence, IntakeCalendar Calendar)> _moved = [];
    private readonly Dictionary<WindowId, long> _settled = [];
    private MovedDays _days = new(planned);

    /// <summary>An event of the stream of all windows' days.</summary>
    public void TakeDays(StoredEvent stored)
    {
        try
        {
            _days = _days.Fold([stored]);
            _moved.Add((stored.At, stored.Sequence, _days.Calendar));
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            findings.Add(Invariant.FoldIsRow, Places.Event(stored.Stream, stored.Version), "its content cannot be read");
        }
    }

    public void Settle(WindowId window, long sequence) => _settled.TryAdd(window, sequence);

    public void Examine(CaseState state, StoredEvent submission)
    {
        findings.Checked(Invariant.Windows);
        var submitted = state.Submitted;
        var paper = submitted.Form.ReceivedOnPaper;
        var day = paper?.On ?? PolicyTime.DayOf(submitted.ReceivedAt);
        var place = Places.Event(submission.Stream, submission.Version);
        // The days at the receipt, or as they were moved before the commit.
        var lawful = _moved.Where(moved => moved.At > submitted.ReceivedAt && moved.Sequence < submission.Sequence).Select(moved => moved.Calendar)
            .Prepend(_moved.FindLast(moved => moved.At <= submitted.ReceivedAt).Calendar ?? planned);
        if (!lawful.Any(calendar => calendar.Days(submitted.Window)?.Contains(day) == true))
            findings.Add(Invariant.Windows, place, string.Create(CultureInfo.InvariantCulture, $"it was received on {day:yyyy-MM-dd}{(paper is null ? "" : " on paper")}, outside {submitted.Window}"));
        if (submitted.Window != state.Number.Window) findings.Add(Invariant.Windows, place, $"it was received in {submitted.Window}, its number says {state.Number.Window}");
        if (submission.At != Cut(submitted.ReceivedAt)) findings.Add(Invariant.Windows, place, "it is dated otherwise than it was received");
        if (paper is null && _settled.TryGetValue(submitted.Window, out var settled) && settled < submission.Sequence)
            findings.Add(Invariant.Windows, place, $"it was committed after {submitted.Window} was settled");
    }

    /// <summary>As <see cref="NewEvent.After"/> cuts an instant.</summary>
    private static DateTimeOffset Cut(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
