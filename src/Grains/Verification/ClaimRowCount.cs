using Gongshu.Ledger;

namespace Gongshu.Grains.Verification;

/// <summary>
/// I1 by the rows, in the order of subject and key; and that a subject's history holds the same rows as the cases: they are counted both ways,
/// which lead over different indexes.
/// </summary>
internal sealed class ClaimRowCount(Findings findings)
{
    private SnapshotClaim? _last;
    private long _ofCases, _ofSubjects, _balance;

    public void OfCase(SnapshotClaim row)
    {
        _ofCases++;
        unchecked { _balance += Digest(row); }
    }

    /// <param name="isStray">It belongs to no case's row, which was named.</param>
    public void OfSubject(SnapshotClaim row, bool isStray)
    {
        findings.Checked(Invariant.OneLiveClaim);
        if (row.Live && _last is { Live: true } last && last.Key == row.Key)
            findings.Add(Invariant.OneLiveClaim, Places.Row(row), $"its row and that of {Places.Row(last)} both hold {row.Key.Key} of {row.Key.Subject.Value}");
        _last = row;
        if (isStray) return;
        _ofSubjects++;
        unchecked { _balance -= Digest(row); }
    }

    public void End()
    {
        if (_ofCases != _ofSubjects) findings.Add(Invariant.FoldIsRow, "claims", $"{_ofCases} rows by their cases, {_ofSubjects} by their subjects: an index is broken");
        else if (_balance != 0) findings.Add(Invariant.FoldIsRow, "claims", "the rows by their cases are not those by their subjects: an index is broken");
    }

    private static long Digest(SnapshotClaim row) =>
        HashCode.Combine(row.Case, row.Line, row.Benefit, row.Ordinal, row.Release, row.Status, row.Key.Subject.Value, row.Key.Key);
}
