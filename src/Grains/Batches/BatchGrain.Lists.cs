using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>Who is paid for, payee by payee: the lists of Annex 2 that finance keeps with the batch.</summary>
public sealed partial class BatchGrain
{
    /// <inheritdoc/>
    public Task<Answer<PayeeList[]>> PayeeLists(Actor actor) => LedgerTurn.RunAsync<Answer<PayeeList[]>>(this, async () =>
    {
        if (!actor.Has(Roles.Finance | Roles.Leader | Roles.Auditor)) return ProblemCode.Forbidden;
        if (await Ledger.FindBatchAsync(BatchId, CancellationToken.None) is not { } batch) return ProblemCode.NotFound;
        if (batch.Status == BatchStatus.Sealed) return ProblemCode.NotReleased;

        BatchLineWrite[] paid = [.. batch.Lines.Where(line => line.Code != BatchLineRow.StoppedCode).Select(line => line.Line)];
        var streams = await Ledger.LoadStreamsAsync([.. paid.Select(line => line.Case.ToString())], CancellationToken.None);
        var hash = BatchSeal.Print(batch.Hash);
        PayeeList[] lists =
        [
            .. from line in paid
               group line by line.PayeeUscc into payee
               orderby payee.Key
               select new PayeeList(
                   BatchId, new(payee.Key, payee.First().PayeeName), BatchSeal.Total(payee),
                   [.. payee.SelectMany(line => RowsOf(line, CaseState.Fold(null, streams[line.Case.ToString()])!))], hash),
        ];
        var read = new PayeeListsRead(lists.Length, lists.Sum(list => list.Rows.Length));
        await Ledger.AppendAuditAsync(new AuditEntry(BatchEvents.ListsRead, actor.Id, services.Now, BatchId, BatchEvents.Write(read)), CancellationToken.None);
        return Granted.Of(lists);
    });

    /// <summary>An approved case is corrected no more, so its form is the one that the batch was sealed from.</summary>
    private static IEnumerable<PayeeListRow> RowsOf(BatchLineWrite line, CaseState state)
    {
        var given = state.Form.Lines.ToDictionary(roster => roster.Line);
        foreach (var claim in line.Claims)
        {
            var roster = given.GetValueOrDefault(claim.Line);
            yield return new(line.BatchLine, line.Case, claim.Line, roster?.Worker, roster?.Certificate, claim.Benefit, claim.Amount);
        }
    }
}
