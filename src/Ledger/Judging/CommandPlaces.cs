using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>The places at which a command writes, as far as the command itself says.</summary>
internal static class CommandPlaces
{
    extension(ClaimChange change)
    {
        /// <summary>Released rows that are to guard their keys again.</summary>
        public bool IsRevival => change is { From: ClaimStatus.Released, Live: true };
    }

    extension(LedgerCommand command)
    {
        public IEnumerable<string> TouchedBatches()
        {
            if (command.Batch is { } batch) yield return batch.BatchId;
            if (command.BatchChange is { } change) yield return change.BatchId;
            foreach (var line in command.BatchLineChanges) yield return line.BatchId;
        }

        /// <summary>Certificates that the command takes for a worker, by new claims or by revived ones.</summary>
        public IEnumerable<(string Certificate, string Worker)> TakenCertificates(StandingRows rows)
        {
            foreach (var claim in command.NewClaims)
                if (claim is { Certificate: not null, WorkerRef: not null }) yield return (claim.Certificate, claim.WorkerRef);
            foreach (var row in command.ClaimChanges.Where(c => c.IsRevival).SelectMany(rows.MovedBy))
                if (row is { Certificate: not null, Worker: not null }) yield return (row.Certificate, row.Worker);
        }

        /// <summary>Rows that the command writes, roughly: what bounds a group.</summary>
        public int Weight =>
            1 + command.NewClaims.Length + command.ClaimChanges.Length + command.ClaimStops.Length + command.Cases.Length + command.Events.Length
            + command.PersonTokens.Length + command.Traces.Length + command.BatchLineChanges.Length + command.Counts.Sum(c => 1 + c.Claims.Length)
            + (command.Batch?.Lines.Sum(l => 1 + l.Claims.Length) ?? 0);
    }
}
