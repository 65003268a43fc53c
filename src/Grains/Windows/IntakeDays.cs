using System.Collections.Immutable;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>
/// The days of all windows: what the policies plan, and every change, in the order in which they were committed. One stream for all windows,
/// so that neighbours are judged against one another.
/// </summary>
public sealed record IntakeDays
{
    /// <summary>The ledger's stream.</summary>
    public const string Stream = "intake";

    private readonly IWindowPlan _plan;

    public IntakeDays(IWindowPlan plan) => _plan = plan;

    public int Version { get; private init; }
    private byte[] HeadHash { get; init; } = EventChain.Genesis;
    private ImmutableDictionary<WindowId, WindowDays> Moved { get; init; } = ImmutableDictionary<WindowId, WindowDays>.Empty;

    /// <summary>The days that hold; null: there is no such window.</summary>
    public WindowDays? Of(WindowId window) => Moved.TryGetValue(window, out var moved) ? moved : _plan.Planned(window);

    /// <summary>The window that takes applications on a day, and the first one that opens after it.</summary>
    public IntakeAt At(DateOnly day)
    {
        // Windows keep their order whatever leaders move, and none reaches past the neighbour of its neighbour.
        var window = WindowId.OfDay(day).Previous.Previous;
        WindowDays? open = null, next = null;
        for (var i = 0; i < 6 && next is null; i++, window = window.Next)
        {
            if (Of(window) is not { } days) continue;
            if (days.OpensOn > day) next = days;
            else if (days.ClosesOn >= day) open = days;
        }
        return new(open, next);
    }

    /// <summary>Whether these days would meet those of a neighbour, or stand on its other side.</summary>
    public bool Overlaps(WindowDays days) =>
        Of(days.Window.Previous) is { } before && before.ClosesOn >= days.OpensOn ||
        Of(days.Window.Next) is { } after && after.OpensOn <= days.ClosesOn;

    public IntakeDays Fold(IEnumerable<StoredEvent> events)
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
    public (IntakeDays Days, NewEvent Event) Then(DaysChanged fact, string actor, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(fact, typeof(DaysChanged), WindowJson.Instance);
        var written = NewEvent.After(HeadHash, Stream, Version + 1, WindowEvents.DaysMoved, actor, at, body);
        return (Apply(fact, written.Version, written.Hash), written);
    }

    private IntakeDays Apply(DaysChanged fact, int version, byte[] hash)
    {
        var window = WindowId.Parse(fact.Window);
        var days = Of(window) ?? throw new InvalidOperationException($"Days were moved of {window}, which no policy has.");
        days = days with { OpensOn = fact.OpensOn ?? days.OpensOn, ClosesOn = fact.ClosesOn ?? days.ClosesOn };
        return this with { Version = version, HeadHash = hash, Moved = Moved.SetItem(window, days) };
    }
}
