namespace Gongshu.Grains.Verification;

/// <summary>What an examination of the store found, invariant by invariant (<c>reliability.md</c> §3).</summary>
public sealed record VerificationReport(IReadOnlyList<InvariantReport> Invariants)
{
    /// <summary>Whether every invariant holds.</summary>
    public bool Holds => Invariants.All(invariant => invariant.Faults == 0);
}

/// <param name="Name"><c>I1</c> …</param>
/// <param name="Says">The invariant in one line.</param>
/// <param name="Checked">How many rows it was checked on.</param>
/// <param name="Faults">How many faults were found.</param>
/// <param name="Findings">The first of them, at most <see cref="Findings.MostKept"/>.</param>
public sealed record InvariantReport(string Name, string Says, long Checked, long Faults, IReadOnlyList<Finding> Findings);

/// <param name="Place">The row: case number, event version, roster line, batch line; never personal data.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record Finding(string Place, string Fault);
