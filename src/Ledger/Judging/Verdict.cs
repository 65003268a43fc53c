namespace Gongshu.Ledger;

/// <summary>
/// Why a command cannot be committed, by what stands in the database. Pure. Of several reasons the first of this order is told:
/// already committed, a file that stands, stale version, subjects moved, duties not separate, certificates taken, keys taken.
/// </summary>
internal static class Verdict
{
    /// <returns>Null when nothing that stands refuses the command.</returns>
    public static CommitOutcome? Of(LedgerCommand command, StandingRows rows) =>
        AlreadyCommitted(command, rows)
        ?? Attached(command, rows)
        ?? Stale(command, rows)
        ?? Moved(command, rows)
        ?? Duties(command, rows)
        ?? Certificates(command, rows)
        ?? (CommitOutcome?)Keys(command, rows);

    private static AlreadyCommitted? AlreadyCommitted(LedgerCommand command, StandingRows rows) =>
        command.Operation is { } operation && rows.Operations.TryGetValue(operation.Id, out var found) && !found.Record.Abandoned
            ? new AlreadyCommitted(found.Record)
            : null;

    private static AttachmentStands? Attached(LedgerCommand command, StandingRows rows) =>
        command.Attachment?.Operation is { } operation && rows.Attachments.TryGetValue(operation, out var standing) ? new AttachmentStands(standing) : null;

    private static StaleVersion? Stale(LedgerCommand command, StandingRows rows)
    {
        foreach (var write in command.Cases)
            if (rows.CaseVersions.GetValueOrDefault(write.Number) != write.Version - 1) return new StaleVersion();
        foreach (var written in command.Events)
            if (rows.StreamVersions.GetValueOrDefault(written.Stream) >= written.Version) return new StaleVersion();
        foreach (var change in command.ClaimChanges)
            if (rows.MovedBy(change).Count == 0) return new StaleVersion();
        foreach (var stop in command.ClaimStops)
            if (!rows.Fits(stop)) return new StaleVersion();
        if (command.ReversedDecision is { } reversed && !rows.Stands(reversed)) return new StaleVersion();
        if (command.Merge is { } merge && (merge.Alias == merge.Into || rows.Aliases.ContainsKey(merge.Alias) || rows.Aliases.ContainsKey(merge.Into)))
            return new StaleVersion();
        return BatchIsStale(command, rows) ? new StaleVersion() : null;
    }

    private static bool BatchIsStale(LedgerCommand command, StandingRows rows)
    {
        if (command.Batch is { } batch
            && (rows.BatchVersions.ContainsKey(batch.BatchId) || rows.BatchOrdinals.Contains((batch.Window, batch.Ordinal))
                || Array.Exists(batch.Lines, l => Array.Exists(l.Claims, c => rows.BatchedClaims.Contains((l.Case, c.Line, c.Benefit))))))
            return true;
        if (command.BatchChange is { } change && rows.BatchVersions.GetValueOrDefault(change.BatchId) != change.Version - 1) return true;
        return Array.Exists(command.BatchLineChanges, l => rows.BatchLines.GetValueOrDefault((l.BatchId, l.BatchLine)) != l.From);
    }

    private static SubjectMoved? Moved(LedgerCommand command, StandingRows rows)
    {
        var moved = command.NewClaims.Select(c => c.Key.Subject).Distinct().Where(rows.Aliases.ContainsKey).ToDictionary(s => s, s => rows.Aliases[s]);
        return moved.Count == 0 ? null : new SubjectMoved(moved);
    }

    private static DutiesNotSeparate? Duties(LedgerCommand command, StandingRows rows)
    {
        if (command.Decision is not { } decision) return null;
        var hasAnotherPart = rows.Officers.TryGetValue((decision.Case, decision.Person), out var taken) && taken != new Duty(decision.Stage, decision.OnAppeal);
        var isReversed = command.ReversedDecision is { } reversed && (reversed.Round, reversed.Stage) == (decision.Round, decision.Stage);
        var isDecided = decision.Stage is { } stage && !isReversed && rows.Decisions.ContainsKey((decision.Case, decision.Round, stage));
        return hasAnotherPart || isDecided ? new DutiesNotSeparate() : null;
    }

    /// <summary>What the command itself releases does not stand in its way.</summary>
    private static CertificatesTaken? Certificates(LedgerCommand command, StandingRows rows)
    {
        var released = command.ClaimChanges
            .Where(c => !c.Live)
            .SelectMany(rows.MovedBy)
            .Where(c => c is { Slot: 0, Certificate: not null })
            .CountBy(c => c.Certificate!, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (certificate, worker) in command.TakenCertificates(rows))
            if (rows.Certificates.TryGetValue(certificate, out var owner) && owner.Worker != worker
                && owner.Live > released.GetValueOrDefault(certificate))
                owners[certificate] = owner.Worker;
        return owners.Count == 0 ? null : new CertificatesTaken(owners);
    }

    private static KeysTaken? Keys(LedgerCommand command, StandingRows rows)
    {
        var freed = command.ClaimChanges
            .Where(c => !c.Live)
            .SelectMany(rows.MovedBy)
            .Select(c => c.Key)
            .ToHashSet();
        var revived = command.ClaimChanges
            .Where(c => c.IsRevival)
            .SelectMany(rows.MovedBy)
            .Select(c => c.Key);
        var conflicts = command.NewClaims.Select(c => c.Key).Concat(revived)
            .Distinct()
            .Where(key => !freed.Contains(key))
            .Select(key => rows.LiveClaims.GetValueOrDefault(key))
            .OfType<LiveClaim>()
            .OrderBy(c => c.Key)
            .ToArray();
        return conflicts.Length == 0 ? null : new KeysTaken(conflicts);
    }
}
