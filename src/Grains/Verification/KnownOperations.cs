using System.Globalization;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>I3 and I8: what operations did, and that what they did is there. About 40 bytes for each operation, and 60 for each case.</summary>
internal sealed class KnownOperations(Findings findings, MissingEvents missing)
{
    private readonly Dictionary<string, CaseNumber> _submissions = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _effects = [];

    /// <summary>The operation that submitted a case, by the case's row.</summary>
    public void Expect(OperationId operation, CaseNumber number) => _submissions.TryAdd(operation.Hex, number);

    public void Take(SnapshotOperation read)
    {
        var record = read.Record;
        findings.Checked(Invariant.OneEffect);
        var place = Places.Operation(record.Id);
        if (!read.Opened) findings.Add(Invariant.OneEffect, place, "its stored request or answer cannot be opened: it is not what was sealed, or its key is not configured");
        _submissions.Remove(record.Id.Hex, out var submitted);
        if (record.Abandoned) return;
        var effect = Places.Event(record.Stream, record.Version);
        var isCase = CaseNumber.TryParse(record.Stream, out _);
        if (isCase) findings.Checked(Invariant.Receipts);
        if (!read.HasEvent && !missing.Contains(record.Stream, record.Version))
            findings.Add(isCase ? Invariant.Receipts : Invariant.OneEffect, place, $"what it did is not there: {effect}");
        if (!_effects.Add(KnownClaims.Hash(record.Stream, record.Version.ToString(CultureInfo.InvariantCulture))))
            findings.Add(Invariant.OneEffect, place, $"another operation did the same: {effect}");
        if (submitted != default && (record.Stream != submitted.ToString() || record.Version != 1))
            findings.Add(Invariant.OneEffect, place, $"by its row it submitted {submitted}, by its record it did {effect}");
    }

    /// <summary>After all operations.</summary>
    public void End()
    {
        foreach (var (_, number) in _submissions) findings.Add(Invariant.OneEffect, number.ToString(), "the record of the operation that submitted it is gone");
    }
}
