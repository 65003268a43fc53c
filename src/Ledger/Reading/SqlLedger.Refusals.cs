using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public async Task<RefusalFacts[]> LoadRefusalFactsAsync(IReadOnlyList<RefusalQuestion> questions, CancellationToken cancellation)
    {
        if (questions.Count == 0) return [];
        var cases = new Dictionary<CaseNumber, CaseRow>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var operations = new Dictionary<OperationId, OperationRecord>();
        await ReadAsync("load-refusal-facts", cancellation,
            new Query(
                $"SELECT {CaseColumns(T("events"))} FROM {_dialect.Each("cases")} {_dialect.LookUp(T("cases"), "c", "c.case_number = s.value")}",
                row =>
                {
                    var found = CaseOf(row);
                    cases[found.Case.Number] = found;
                })
                .With("cases", questions.SelectMany(question => question.Cases).Distinct().Select(Stored.Number).ToArray()),
            SelectOwners([.. questions.SelectMany(question => question.Certificates).Distinct(StringComparer.Ordinal)], owners),
            new Query(
                $"SELECT {OperationColumns} FROM {_dialect.EachBytes("ids")} {_dialect.LookUp(T("operations"), "o", "o.id = s.value")}",
                row =>
                {
                    var record = OperationOf(row).Record;
                    operations[record.Id] = record;
                })
                .With("ids", questions.Select(question => Stored.Operation(question.Operation)).ToArray()));
        return [.. questions.Select(question => new RefusalFacts(operations.GetValueOrDefault(question.Operation), owners, cases))];
    }
}
