using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <param name="Operation">Whether it was committed before: then it is no refusal but a repeated request.</param>
/// <param name="Certificates">Whose they are.</param>
/// <param name="Cases">Those that stand in the way.</param>
public sealed record RefusalQuestion(OperationId Operation, string[] Certificates, CaseNumber[] Cases);

/// <param name="Operation">Its record, an abandoned one too; null: never heard of.</param>
/// <param name="Owners">Certificate → worker reference, of those with live claims.</param>
/// <param name="Cases">Those asked for that exist, as they stand now.</param>
public sealed record RefusalFacts(OperationRecord? Operation, IReadOnlyDictionary<string, string> Owners, IReadOnlyDictionary<CaseNumber, CaseRow> Cases);

/// <summary>Looks up together what concurrent refusals have to know (<see cref="ILedger.LoadRefusalFactsAsync"/>).</summary>
public sealed class RefusalQueue(ILedger ledger) : SharedReading<RefusalQuestion, RefusalFacts>(mostAtOnce: 256, loops: 1)
{
    protected override Task<RefusalFacts[]> ReadAsync(IReadOnlyList<RefusalQuestion> questions) => ledger.LoadRefusalFactsAsync(questions, CancellationToken.None);
}
