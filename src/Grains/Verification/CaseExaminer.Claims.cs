using Gongshu.Grains.Applications;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>I9 of the claim rows: what a subject would load is what the events claim.</summary>
internal sealed partial class CaseExaminer
{
    private void CompareClaims(CaseFile file, FoldedCase folded)
    {
        var state = folded.State;
        var expected = new Dictionary<(int Line, Benefit Benefit, int Ordinal), List<ClaimedLine>>();
        foreach (var claimed in folded.Claims)
        {
            for (var ordinal = 0; ordinal < claimed.Claim.Keys.Length; ordinal++)
            {
                var place = (claimed.Claim.Line, claimed.Claim.Benefit, ordinal);
                if (!expected.TryGetValue(place, out var rows)) expected.Add(place, rows = []);
                rows.Add(claimed);
            }
        }

        var stored = file.Claims.ToLookup(row => (row.Line, row.Benefit, row.Ordinal));
        foreach (var (place, rows) in expected)
            ComparePlace(Places.ClaimRow(state.Number, place.Line, place.Benefit, place.Ordinal), place.Ordinal, rows, [.. stored[place]], file.Row.Case.Claimed is not null);
        foreach (var row in file.Claims.Where(row => !expected.ContainsKey((row.Line, row.Benefit, row.Ordinal))))
            findings.Add(Invariant.FoldIsRow, Places.Row(row), "no event claims what it says");
        findings.Checked(Invariant.FoldIsRow, file.Claims.Length);
    }

    /// <summary>Of one place the rows released first come first, as in the events; the live one last.</summary>
    private void ComparePlace(string place, int ordinal, List<ClaimedLine> expected, SnapshotClaim[] stored, bool counted)
    {
        if (stored.Length != expected.Count)
        {
            findings.Add(Invariant.FoldIsRow, place, stored.Length < expected.Count
                ? $"a row is missing: {expected.Count} by the events, {stored.Length} stored"
                : $"a row is too many: {expected.Count} by the events, {stored.Length} stored");
            return;
        }
        SnapshotClaim[] inOrder = [.. stored.OrderBy(row => row.Live).ThenBy(row => row.Release)];
        for (var i = 0; i < inOrder.Length; i++)
        {
            CompareClaim(place, ordinal, expected[i], inOrder[i]);
            if (counted) CompareCounted(place, ordinal, expected[i], inOrder[i]);
        }
    }

    private void CompareClaim(string place, int ordinal, ClaimedLine expected, SnapshotClaim row)
    {
        var (claim, line, key) = (expected.Claim, expected.Line, expected.Claim.Keys[ordinal]);
        void Compare<T>(string what, T stored, T folded) => CompareColumn(place, what, stored, folded);
        Compare("status", row.Status, claim.Status);
        Compare("guarding of its key", row.Live, claim.Live);
        Compare("stop", row.Stopped, claim.Stopped);
        Compare("amount", row.Amount, ordinal == 0 ? claim.Amount : Money.Zero);
        Compare("key", row.Key.Key, key.Key);
        var subject = new SubjectId(key.Subject);
        if (row.Key.Subject != subject && row.Key.Subject != known.Resolve(subject)) Compare("subject", row.Key.Subject.Value, subject.Value);
        Compare("certificate", row.Certificate, ordinal == 0 ? line.Certificate : null);
        if (row.Certificate is not null) CompareWorker(place, row, line.WorkerRef);
        CompareDetail(place, ordinal, claim, row);
    }

    private void CompareColumn<T>(string place, string what, T stored, T folded)
    {
        if (!EqualityComparer<T>.Default.Equals(stored, folded))
            findings.Add(Invariant.FoldIsRow, place, $"its {what} is {Places.Print(stored)}, by the events {Places.Print(folded)}");
    }

    private void CompareWorker(string place, SnapshotClaim row, string? worker)
    {
        if (row.WorkerRef != worker && (worker is null || row.WorkerRef != known.ResolveWorker(worker))) CompareColumn(place, "worker", row.WorkerRef, worker);
    }

    /// <summary>What reports count by stands on the first row, and there alone.</summary>
    private void CompareCounted(string place, int ordinal, ClaimedLine expected, SnapshotClaim row)
    {
        var by = ordinal == 0 ? SubmissionCommand.Counted(expected.Given) : null;
        CompareColumn(place, "year of the certificate", row.CertificateYear, by?.CertificateYear);
        CompareColumn(place, "level", row.Level, by?.Level);
        CompareColumn(place, "mark of a migrant worker", row.Migrant, by?.Migrant);
        if (row.Certificate is null) CompareWorker(place, row, ordinal == 0 ? expected.Line.WorkerRef : null);
    }

    /// <summary>The first row of each subject within a benefit carries what its history shows.</summary>
    private void CompareDetail(string place, int ordinal, CaseClaim claim, SnapshotClaim row)
    {
        var carries = Array.FindIndex(claim.Keys, key => key.Subject == claim.Keys[ordinal].Subject) == ordinal;
        var fault = !row.Opened ? "its sealed detail cannot be opened: it is not what was sealed, or its key is not configured"
            : carries != row.Detail is not null ? (carries ? "it has no detail for the history" : "it has a detail, which belongs to another row")
            : row.Detail is not { } detail ? null
            : detail.Amount != claim.Amount ? $"its history shows {detail.Amount}, by the events {claim.Amount}"
            : !detail.Keys.SequenceEqual(claim.Keys.Select(key => key.Key)) ? "its history shows other keys than the events"
            : null;
        if (fault is not null) findings.Add(Invariant.FoldIsRow, place, fault);
    }
}
