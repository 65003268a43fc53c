using Gongshu.Ledger;
using Gongshu.PlainSql;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.Load;

/// <summary>The peer, called as its endpoints call it.</summary>
internal sealed class PlainSide : ISide
{
    private static readonly Caller Portal = new("portal-1", "测试门户", false, "*");
    private static readonly Caller Handler = new("h-1", "测试经办", true, null);

    private readonly NpgsqlDataSource _source;
    private readonly Pseudonymiser _pseudonyms;
    private readonly Plain _plain;
    private readonly DateTimeOffset _startAt;
    private readonly TimeSpan _ahead;
    private int _settled;

    private sealed record Prepared(Application Form, string Operation);

    public PlainSide(string connectionString, string startAt)
    {
        _source = Ledgers.DataSource(connectionString);
        LedgerSchema.PostgreSql(_source).Migrate();
        _pseudonyms = new(TrialKeys.Pseudonym);
        _plain = new(_source, new Sealer(new Dictionary<int, byte[]> { [1] = TrialKeys.Encryption }), _pseudonyms, Path.Combine(AppContext.BaseDirectory, "policies"));
        for (var i = 0; i < World.Employers; i++) _plain.Register(World.Registered(i));
        _startAt = DateTimeOffset.Parse(startAt, System.Globalization.CultureInfo.InvariantCulture);
        _ahead = _startAt - TimeProvider.System.GetUtcNow();
    }

    private DateTimeOffset Now => TimeProvider.System.GetUtcNow() + _ahead;

    public object Prepare(Roster roster, string key) => new Prepared(World.Form(roster), TrialKeys.Operation(key));

    public async Task<(Told Told, string? Case)> SubmitAsync(object prepared)
    {
        var (form, operation) = (Prepared)prepared;
        var answer = await _plain.SubmitAsync(form, operation, Portal, Now);
        return answer.Value is { } filed ? (Told.Created, filed.CaseNumber.ToString()) : (ToldBy(answer.Refused!), null);
    }

    public async Task<Told> PrecheckAsync(object prepared) =>
        (await _plain.PrecheckAsync(((Prepared)prepared).Form, Portal, Now)).Value?.WouldBe switch { 201 => Told.Created, 409 => Told.Duplicate, _ => Told.Other };

    public async Task<int> HistoryAsync(int person)
    {
        _ = ResidentId.TryParse(World.Person(person).IdNumber, DateOnly.MaxValue, out var id);
        return (await _plain.HistoryAsync(_pseudonyms.Worker(id), 50, Handler))?.Items.Length ?? 0;
    }

    public async Task<Told> DecideAsync(string number)
    {
        var answer = await _plain.DecideAsync(
            CaseNumber.Parse(number), new(Stage.Handler, "pass", "材料齐全", [.. World.PapersSeen]), 1, TrialKeys.Operation("decide " + number), Handler, Now);
        return answer.Value is null ? ToldBy(answer.Refused!) : Told.Created;
    }

    public Task CoolAsync() => Task.CompletedTask;

    public Task<(int Count, long Next)> FeedAsync(long after) => throw new NotSupportedException();

    public async Task SettleAsync() => _settled = await _plain.SettleAsync(new WindowId(2018, 1), Now);

    public Task<int> SettledAsync() => Task.FromResult(_settled);

    public async ValueTask DisposeAsync()
    {
        _plain.Dispose();
        await _source.DisposeAsync();
    }

    private static Told ToldBy(Problem problem) =>
        problem.Code == "duplicate-claim" ? Told.Duplicate : Complaints.Other($"{problem.Code} {string.Join(' ', problem.Errors?.Select(e => e.Pointer + e.Code) ?? [])}");
}
