using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>
/// Parts a group into commands that do not meet each other anywhere, in order, and those that meet an earlier one: these wait until the
/// earlier ones are settled, and are then judged by the database, which names the winner as a committed case.
/// </summary>
internal static class GroupSplit
{
    public static (List<int> Apart, List<int> Waiting) Of(IReadOnlyList<LedgerCommand> commands, IReadOnlyList<int> pending)
    {
        if (pending.Count == 1) return ([pending[0]], []);
        var claims = 0;
        foreach (var index in pending) claims += commands[index].NewClaims.Length;
        var taken = new Taken(new(claims), [], new(claims, StringComparer.Ordinal));
        var apart = new List<int>(pending.Count);
        var waiting = new List<int>();
        foreach (var index in pending)
        {
            // A merge may meet any claim, so it goes alone.
            if (apart.Count > 0 && ((commands[index].Merge ?? commands[apart[0]].Merge) is not null || Meets(commands[index], taken)))
            {
                waiting.Add(index);
                continue;
            }
            Take(commands[index], taken);
            apart.Add(index);
        }
        return (apart, waiting);
    }

    /// <summary>Two commands of one worker may bring the same certificate.</summary>
    private static bool Meets(LedgerCommand command, Taken taken)
    {
        foreach (var claim in command.NewClaims)
        {
            if (taken.Keys.Contains(claim.Key)) return true;
            if (claim.Certificate is not null && taken.Certificates.TryGetValue(claim.Certificate, out var worker) && worker != claim.WorkerRef) return true;
        }
        return PlacesOf(command).Any(taken.Places.Contains);
    }

    private static void Take(LedgerCommand command, Taken taken)
    {
        foreach (var claim in command.NewClaims)
        {
            taken.Keys.Add(claim.Key);
            if (claim.Certificate is not null) taken.Certificates[claim.Certificate] = claim.WorkerRef;
        }
        foreach (var place in PlacesOf(command)) taken.Places.Add(place);
    }

    private sealed record Taken(HashSet<ClaimKey> Keys, HashSet<object> Places, Dictionary<string, string?> Certificates);

    /// <summary>Boxed values of different types never equal each other, so one set holds all kinds of places.</summary>
    private static IEnumerable<object> PlacesOf(LedgerCommand command)
    {
        if (command.Operation is { } operation) yield return operation.Id;
        foreach (var write in command.Cases) yield return write.Number;
        foreach (var change in command.ClaimChanges) yield return change.Case;
        foreach (var stop in command.ClaimStops) yield return stop.Case;
        foreach (var trace in command.Traces) yield return trace.Case;
        foreach (var counts in command.Counts) yield return counts.Case;
        if (command.Decision is { } decision) yield return decision.Case;
        if (command.ReversedDecision is { } reversed) yield return reversed.Case;
        if (command.Batch is { } batch)
        {
            yield return (batch.Window, batch.Ordinal);
            foreach (var line in batch.Lines) yield return line.Case;
        }
        foreach (var id in command.TouchedBatches().Distinct(StringComparer.Ordinal)) yield return ("batch", id);
        if (command.Attachment?.Operation is { } upload) yield return ("attachment", upload);
        foreach (var written in command.Events) yield return written.Stream;
    }
}
