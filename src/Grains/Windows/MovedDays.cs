using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>
/// The days of all windows: what the policies plan, and every change, in the order in which they were committed. One stream for all windows,
/// so that neighbours are judged against one another.
/// </summary>
public sealed record MovedDays
{
    /// <summary>The ledger's stream.</summary>
    public const string Stream = "intake";

    public MovedDays(IntakeCalendar planned) => Calendar = planned;

    public int Version { get; private init; }
    public IntakeCalendar Calendar { get; private init; }
    private byte[] HeadHash { get; init; } = EventChain.Genesis;

    /// <summary>The window that takes applications on a day, and the first one that opens after it.</summary>
    public IntakeAt At(DateOnly day) => new(Shown(Calendar.OpenOn(day)), Shown(Calendar.NextAfter(day)));

    /// <summary>Whether the window would share a day with another.</summary>
    public bool WouldOverlap(WindowDays days) => Calendar.With(new(days.Window, days.OpensOn, days.ClosesOn)).OverlapOf(days.Window) is not null;

    public MovedDays Fold(IEnumerable<StoredEvent> events)
    {
        var days = this;
        foreach (var stored in events)
        {
            if (stored.Type != WindowEvents.DaysMoved) throw new InvalidOperationException($"An unknown event type: {stored.Type}.");
            var fact = (DaysChanged)JsonSerializer.Deserialize(stored.Body, typeof(DaysChanged), WindowJson.Instance)!;
            days = days.Apply(fact, stored.Version, stored.Hash);
        }
        return days;
    }

    /// <summary>After a change, and the event as the ledger takes it.</summary>
    public (MovedDays Days, NewEvent Event) Then(DaysChanged fact, string actor, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(fact, typeof(DaysChanged), WindowJson.Instance);
        var written = NewEvent.After(HeadHash, Stream, Version + 1, WindowEvents.DaysMoved, actor, at, body);
        return (Apply(fact, written.Version, written.Hash), written);
    }

    /// <summary>As they cross grain calls.</summary>
    public static WindowDays? Shown(IntakeDays? days) => days is { } known ? new(known.Window, known.OpensOn, known.ClosesOn) : null;

    private MovedDays Apply(DaysChanged fact, int version, byte[] hash)
    {
        var window = WindowId.Parse(fact.Window);
        var days = Calendar.Days(window) ?? throw new InvalidOperationException($"Days were moved of {window}, which no policy has.");
        var moved = new IntakeOverride(window, fact.OpensOn ?? days.OpensOn, fact.ClosesOn ?? days.ClosesOn);
        return this with { Version = version, HeadHash = hash, Calendar = Calendar.With(moved) };
    }
}
