using System.Collections.Concurrent;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>
/// The peer: what a good engineer would write by hand for the same work, without actors. One application is one transaction and one round trip; policy,
/// schema, event chain and sealing are the product's own. Merged references, paper dates, other programmes and partial acceptance are left out, all to
/// this program's advantage.
/// </summary>
public sealed class Plain : IDisposable
{
    private readonly ConcurrentDictionary<string, Enterprise> _enterprises = new(StringComparer.Ordinal);
    private readonly Submissions _submissions;
    private readonly Prechecks _prechecks;
    private readonly Histories _histories;
    private readonly Decisions _decisions;
    private readonly Settlements _settlements;

    /// <param name="policies">The folder of the policy files.</param>
    public Plain(NpgsqlDataSource source, Sealer sealer, Pseudonymiser pseudonyms, string policies)
    {
        var set = PolicySet.Load(policies).ContentOrThrow(policies);
        var calendar = CalendarFile.Load(Path.Combine(policies, "working-days-cn.json")).ContentOrThrow("working-days-cn.json");
        var judging = new Judging(set, calendar, pseudonyms, uscc => _enterprises.GetValueOrDefault(uscc));
        _submissions = new(source, sealer, pseudonyms, judging);
        _prechecks = new(source, sealer, judging);
        _histories = new(source, sealer);
        _decisions = new(source, sealer, set, judging);
        _settlements = new(source);
    }

    /// <summary>Registers an organisation; in memory, since nothing that is measured writes one.</summary>
    public void Register(Enterprise enterprise) => _enterprises[enterprise.Uscc] = enterprise;

    /// <param name="operationHex">32 bytes in hex: who asks, what, and the <c>Idempotency-Key</c>, hashed.</param>
    public Task<Outcome<CaseAnswer>> SubmitAsync(Application form, string operationHex, Caller by, DateTimeOffset at) => _submissions.SubmitAsync(form, operationHex, by, at);

    public Task<Outcome<PrecheckAnswer>> PrecheckAsync(Application form, Caller by, DateTimeOffset at) => _prechecks.RunAsync(form, by, at);

    public Task<HistoryAnswer?> HistoryAsync(string workerRef, int limit, Caller by) => _histories.OfAsync(workerRef, limit, by);

    public Task<Outcome<CaseAnswer>> DecideAsync(CaseNumber number, Decision form, int ifMatch, string? operationHex, Caller by, DateTimeOffset at) =>
        _decisions.DecideAsync(number, form, ifMatch, operationHex, by, at);

    public Task<int> SettleAsync(WindowId window, DateTimeOffset at) => _settlements.SettleAsync(window, at);

    public void Dispose()
    {
        _submissions.Dispose();
        _prechecks.Dispose();
    }
}
