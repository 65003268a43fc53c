namespace Gongshu.Policy;

/// <summary>The days of one intake window, both included.</summary>
public readonly record struct IntakeDays(WindowId Window, DateOnly OpensOn, DateOnly ClosesOn)
{
    /// <summary>The first instant at which an application is taken: 00:00 of the first day.</summary>
    public DateTimeOffset OpensAt => PolicyTime.StartOf(OpensOn);

    /// <summary>The first instant at which none is taken any more: 24:00 of the last day.</summary>
    public DateTimeOffset ClosesAt => PolicyTime.StartOf(ClosesOn.AddDays(1));

    /// <summary>Whether a day is one of the window's.</summary>
    public bool Contains(DateOnly day) => day >= OpensOn && day <= ClosesOn;

    /// <summary>Whether an application received at this instant falls into the window.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= OpensAt && instant < ClosesAt;

    /// <summary>Whether the two have a day in common.</summary>
    public bool Overlaps(IntakeDays other) => OpensOn <= other.ClosesOn && other.OpensOn <= ClosesOn;

    /// <summary>Where the window stands on a day. Whether it is settled, the ledger knows.</summary>
    public IntakeStatus StatusOn(DateOnly day) =>
        day < OpensOn ? IntakeStatus.Scheduled : day > ClosesOn ? IntakeStatus.Closed : IntakeStatus.Open;
}

/// <summary>Where a window stands by the calendar.</summary>
public enum IntakeStatus { Scheduled = 1, Open = 2, Closed = 3 }

/// <summary>The days of one window as a leader moved them (五: 原则上); what is null stays as the policy has it.</summary>
public readonly record struct IntakeOverride(WindowId Window, DateOnly? OpensOn, DateOnly? ClosesOn);
