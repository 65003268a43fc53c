using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;

namespace Gongshu.Grains.Registries;

/// <summary>A competition: its listing, and the claims on it. Key <c>cmp-{id}</c>.</summary>
public sealed class CompetitionGrain : ClaimSubjectGrain, ICompetitionGrain
{
    private readonly Register<CompetitionRecord> _register;

    public CompetitionGrain(
        [PersistentState("competition", RegistryStorageName.Value)] IPersistentState<Registered<CompetitionRecord>> storage, SubjectServices services)
        : base(services) =>
        _register = new Register<CompetitionRecord>(storage, services.Ledger, record => record.Entry(Id), DeactivateOnIdle);

    private string Id => Subject.PublicId;

    /// <inheritdoc/>
    public async Task<CompetitionView?> Get() => (await _register.CurrentAsync())?.View(Id);

    /// <inheritdoc/>
    public async Task<Answer<CompetitionView>> Put(CompetitionForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var current = await _register.CurrentAsync();
        var answer = CompetitionRules.Put(current, form, actor, ifMatch);
        if (answer.Refusal is { } refusal) return refusal;
        var next = answer.Value!;
        var change = new Change(current?.View(Id), next.View(Id));
        if (await _register.ChangeAsync(next, new AuditNote("competition.changed", actor.Id, Services.Clock.Now, Id, RegistryJson.Write(change))) is { } holder)
            return new Refusal { Code = ProblemCode.AlreadyRegistered, RegisteredAs = holder };
        return Granted.Of(change.After, answer.Created);
    }

    /// <inheritdoc/>
    public Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) => HistoryOf(query, actor, async () => await _register.CurrentAsync() is not null);

    private sealed record Change(CompetitionView? Before, CompetitionView After);
}
