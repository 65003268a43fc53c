using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    private Query SelectAliases(string[] subjects, Action<SubjectId, SubjectId> onAlias) =>
        new Query(
            $"""
            SELECT a.alias, a.moved_to FROM {_dialect.Each("subjects")} {_dialect.LookUp(T("worker_aliases"), "a", "a.alias = s.value")}
            WHERE EXISTS (SELECT 1 FROM {T("worker_aliases")})
            """,
            row => onAlias(new(row.Text(0)), new(row.Text(1))))
            .With("subjects", subjects);

    public async Task<SubjectId?> FindAliasAsync(SubjectId subject, CancellationToken cancellation)
    {
        SubjectId? found = null;
        await ReadAsync("find-alias", cancellation, SelectAliases([subject.Value], (_, movedTo) => found = movedTo));
        return found;
    }

    public async Task<IReadOnlyDictionary<SubjectId, SubjectId>> LoadAliasesAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<SubjectId, SubjectId>();
        await ReadAsync("load-aliases", cancellation,
            new Query($"SELECT a.alias, a.moved_to FROM {T("worker_aliases")} a", row => found[new(row.Text(0))] = new(row.Text(1))));
        return found;
    }

    public async Task<string[]> SharedLiveKeysAsync(SubjectId alias, SubjectId into, CancellationToken cancellation)
    {
        var keys = new List<string>();
        await ReadAsync("shared-live-keys", cancellation,
            new Query(
                $"""
                SELECT k.entitlement_key FROM {T("claims")} k JOIN {T("claims")} o ON o.subject = @into AND o.entitlement_key = k.entitlement_key AND o.slot = 0
                WHERE k.subject = @alias AND k.slot = 0 ORDER BY k.entitlement_key
                """,
                row => keys.Add(row.Text(0)))
                .With("alias", alias.Value).With("into", into.Value));
        return [.. keys];
    }
}
