using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Lists;

/// <summary>The lines of one person over all cases: also those that claim nothing, which no history shows.</summary>
public sealed partial class CaseListGrain
{
    /// <inheritdoc/>
    public async Task<Answer<PageOf<CaseView>>> CasesOf(string workerRef, string? cursor, int limit, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(PersonReaders)) return ProblemCode.Forbidden;
        var persons = await references.Current();
        var person = persons.Of(workerRef);
        var filter = new CaseFilter(Worker: SubjectId.Worker(person), Token: pseudonyms.NameToken(person));
        var answer = await ListPages.PageAsync(
            ListCursor.Of("cases-of", person), cursor, limit,
            page => ledger.ListCasesAsync(filter, page, CancellationToken.None),
            rows => WithLinesOf(person, rows, persons));
        return answer.Value is { Items.Length: 0, NextCursor: null } && cursor is null && !await new KnownPersons(ledger, pseudonyms).IsNamedAsync(person)
            ? ProblemCode.NotFound
            : answer;
    }

    // A case whose correction took the person out has no line of theirs any more.
    private async Task<CaseView[]> WithLinesOf(string person, CaseRow[] rows, References persons)
    {
        var streams = await StorageFaults.Translate(() => ledger.LoadStreamsAsync([.. rows.Select(row => row.Case.Number.ToString())], CancellationToken.None));
        var views = new List<CaseView>(rows.Length);
        foreach (var row in rows)
        {
            if (CaseState.Fold(null, streams[row.Case.Number.ToString()]) is not { } state) continue;
            var lines = Enumerable.Range(0, state.Lines.Length)
                .Where(i => state.Lines[i].WorkerRef is { } named && persons.Of(named) == person).Select(i => CaseViews.LineAt(state, i)).ToArray();
            if (lines.Length > 0) views.Add(CaseRows.View(row) with { Lines = lines });
        }

        return [.. views];
    }
}
