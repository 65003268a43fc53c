using System.Globalization;

namespace Gongshu.Grains.Verification;

/// <summary>The invariants that the store alone can prove or disprove; I11 and I13 need a running system.</summary>
internal enum Invariant
{
    OneLiveClaim = 1, BatchSums = 2, Receipts = 3, Windows = 4, Chain = 5, ClaimLives = 6, ThreePeople = 7, OneEffect = 8, FoldIsRow = 9, Seal = 10, Sequence = 12,
}

/// <summary>Counts what was checked and keeps what was found.</summary>
public sealed class Findings
{
    /// <summary>Faults of one invariant beyond this many are only counted.</summary>
    public const int MostKept = 1000;

    private static readonly (Invariant Invariant, string Says)[] All =
    [
        (Invariant.OneLiveClaim, "one live claim per subject and entitlement key, by rows and by events"),
        (Invariant.BatchSums, "batch total = lines = claims; no claim in two batches unless it failed"),
        (Invariant.Receipts, "every acknowledged application is readable and equals its receipt"),
        (Invariant.Windows, "every application was received inside its window"),
        (Invariant.Chain, "each stream's chain of events holds, without a gap, and is what the tree holds"),
        (Invariant.ClaimLives, "a claim is released, or paid and perhaps clawed back; never both"),
        (Invariant.ThreePeople, "three different people in order, or the leader of an appeal"),
        (Invariant.OneEffect, "an operation has one effect and one stored answer"),
        (Invariant.FoldIsRow, "each event lawful; folded events = rows = histories = lists"),
        (Invariant.Seal, "a sealed batch's hash = its lines' = its event's"),
        (Invariant.Sequence, "every event has a sequence number of its own, rising in its stream"),
    ];

    private readonly HashSet<(Invariant Invariant, string Place)> _named = [];
    private readonly Dictionary<Invariant, (long Checked, long Faults, List<Finding> Kept)> _tallies = All.ToDictionary(row => row.Invariant, _ => (0L, 0L, new List<Finding>()));

    internal void Checked(Invariant invariant, long rows = 1)
    {
        var tally = _tallies[invariant];
        _tallies[invariant] = tally with { Checked = tally.Checked + rows };
    }

    internal void Add(Invariant invariant, string place, string fault)
    {
        var tally = _tallies[invariant];
        _tallies[invariant] = tally with { Faults = tally.Faults + 1 };
        if (tally.Kept.Count >= MostKept) return;
        tally.Kept.Add(new(place, fault));
        _named.Add((invariant, place));
    }

    /// <summary>Whether the place was named before.</summary>
    internal bool Names(Invariant invariant, string place) => _named.Contains((invariant, place));

    internal VerificationReport Report() => new([.. All.Select(row =>
    {
        var tally = _tallies[row.Invariant];
        return new InvariantReport(string.Create(CultureInfo.InvariantCulture, $"I{(int)row.Invariant}"), row.Says, tally.Checked, tally.Faults, tally.Kept);
    })]);
}
