using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Subjects;

/// <summary>What every claim subject needs.</summary>
/// <param name="MachineTime">Deadlines of holds run on the machine's clock, never on the policy clock.</param>
public sealed record SubjectServices(ILedger Ledger, IPolicyClock Clock, TimeProvider MachineTime, Guards Guards, SubjectSlots Slots);

/// <summary>The two guards can be tried alone; only tests switch one off.</summary>
public sealed class Guards
{
    /// <summary>True: subjects grant every hold, so that only the ledger refuses.</summary>
    public bool HoldsOff { get; set; }

    /// <summary>True: no hold is taken in a slot, so that every subject is asked by a message.</summary>
    public bool SlotsOff { get; set; }
}
