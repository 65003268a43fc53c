using System.Collections.Immutable;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>How far the reminder noticed. What the window <em>is</em> follows from days and clock, see <see cref="StatusOn"/>.</summary>
public enum WindowPhase { Scheduled = 1, Open = 2, Closed = 3 }

/// <summary>A window as its events make it, over the days that the policy planned. Immutable; <see cref="Apply"/> is the only way on.</summary>
public sealed record WindowState
{
    private WindowState(WindowDays planned) => Planned = planned;

    public WindowId Window => Planned.Window;
    public WindowDays Planned { get; }
    /// <summary>The version of the stream; 0 before the first event.</summary>
    public int StreamVersion { get; private init; }
    public byte[] HeadHash { get; private init; } = EventChain.Genesis;
    public WindowPhase Phase { get; private init; } = WindowPhase.Scheduled;
    public ImmutableArray<WindowOverride> Overrides { get; private init; } = [];
    /// <summary>The last day of which it was told that it comes near.</summary>
    public DateOnly? ClosingSoonTold { get; private init; }
    public bool Settled { get; private init; }
    public int Batches { get; private init; }
    public string? LastBatch { get; private init; }

    /// <summary>The version of the contract's resource, from 1 on.</summary>
    public int Version => StreamVersion + 1;

    /// <summary>The days that hold, overrides included.</summary>
    public WindowDays Days
    {
        get
        {
            var days = Planned;
            foreach (var moved in Overrides)
                days = days with { OpensOn = moved.OpensOn ?? days.OpensOn, ClosesOn = moved.ClosesOn ?? days.ClosesOn };
            return days;
        }
    }

    public static WindowState New(WindowDays planned) => new(planned);

    public WindowStatus StatusOn(DateOnly today) =>
        Settled ? WindowStatus.Settled
        : today < Days.OpensOn ? WindowStatus.Scheduled
        : today <= Days.ClosesOn ? WindowStatus.Open
        : WindowStatus.Closed;

    /// <summary>
    /// What is due and was not noticed yet: opened at most once and closed at most once, unless an override reopened the window. Derived, so
    /// asking again, late, or twice changes nothing. A window that closed before it could be told of gets no notice of closing soon.
    /// </summary>
    /// <param name="closingSoonFrom">From a last day to the day on which it comes near.</param>
    public IEnumerable<WindowEvent> DueOn(DateOnly today, Func<DateOnly, DateOnly> closingSoonFrom)
    {
        if (Settled) yield break;
        var days = Days;
        var phase = Phase;
        if (phase != WindowPhase.Open && today >= days.OpensOn && (phase == WindowPhase.Scheduled || today <= days.ClosesOn))
        {
            yield return new WindowOpened(days.OpensOn, days.ClosesOn);
            phase = WindowPhase.Open;
        }
        if (phase == WindowPhase.Open && today <= days.ClosesOn && today >= closingSoonFrom(days.ClosesOn) && ClosingSoonTold != days.ClosesOn)
            yield return new WindowClosingSoon(days.ClosesOn);
        if (phase == WindowPhase.Open && today > days.ClosesOn) yield return new WindowClosed(days.OpensOn, days.ClosesOn);
    }

    /// <summary>Folds stored events, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The chain is broken.</exception>
    public WindowState Fold(IEnumerable<StoredEvent> events)
    {
        var state = this;
        foreach (var stored in events)
        {
            if (stored.Version != state.StreamVersion + 1 || !stored.PreviousHash.AsSpan().SequenceEqual(state.HeadHash))
                throw new InvalidOperationException($"The chain of {stored.Stream} is broken at event {stored.Version}.");
            state = state.Apply(WindowEvents.Read(stored.Type, stored.Body), stored.Hash);
        }
        return state;
    }

    /// <summary>The state after an event, and the event as the ledger takes it.</summary>
    public (WindowState State, NewEvent Event) Then(WindowEvent fact, string actor, DateTimeOffset at)
    {
        var written = NewEvent.After(HeadHash, Window.ToString(), StreamVersion + 1, WindowEvents.TypeOf(fact), actor, at, WindowEvents.Write(fact));
        return (Apply(fact, written.Hash), written);
    }

    private WindowState Apply(WindowEvent fact, byte[] hash)
    {
        var next = this with { StreamVersion = StreamVersion + 1, HeadHash = hash };
        return fact switch
        {
            WindowOverridden moved => next with { Overrides = Overrides.Add(new(moved.OpensOn, moved.ClosesOn, moved.Reason, moved.By, moved.At)) },
            WindowOpened => next with { Phase = WindowPhase.Open },
            WindowClosed => next with { Phase = WindowPhase.Closed },
            WindowClosingSoon soon => next with { ClosingSoonTold = soon.ClosesOn },
            WindowSettled { BatchId: null } => next with { Settled = true },
            WindowSettled settled => next with { Settled = true, Batches = Batches + 1, LastBatch = settled.BatchId },
            LeftoversSealed leftovers => next with { Batches = Batches + 1, LastBatch = leftovers.BatchId },
            _ => throw new InvalidOperationException($"No rule for {fact.GetType().Name}."),
        };
    }
}
