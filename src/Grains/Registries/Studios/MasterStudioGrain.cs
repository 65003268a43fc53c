using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;

namespace Gongshu.Grains.Registries;

/// <summary>A master studio: its recognition, and the claims on it. Key <c>std-{id}</c>.</summary>
public sealed class MasterStudioGrain : ClaimSubjectGrain, IMasterStudioGrain
{
    private readonly Register<MasterStudioRecord> _register;

    public MasterStudioGrain(
        [PersistentState("studio", RegistryStorageName.Value)] IPersistentState<Registered<MasterStudioRecord>> storage, SubjectServices services)
        : base(services) =>
        _register = new Register<MasterStudioRecord>(storage, services.Ledger, record => record.Entry(Id), DeactivateOnIdle);

    private string Id => Subject.PublicId;

    /// <inheritdoc/>
    public async Task<MasterStudioView?> Get() => (await _register.CurrentAsync())?.View(Id);

    /// <inheritdoc/>
    public async Task<Answer<MasterStudioView>> Put(MasterStudioForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var current = await _register.CurrentAsync();
        var answer = MasterStudioRules.Put(current, form, actor, ifMatch);
        if (answer.Refusal is { } refusal) return refusal;
        var next = answer.Value!;
        var change = new Change(current?.View(Id), next.View(Id));
        if (await _register.ChangeAsync(next, new AuditNote("studio.changed", actor.Id, Services.Clock.Now, Id, RegistryJson.Write(change))) is { } holder)
            return new Refusal { Code = ProblemCode.AlreadyRegistered, RegisteredAs = holder };
        return Granted.Of(change.After, answer.Created);
    }

    /// <inheritdoc/>
    public Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) => HistoryOf(query, actor, async () => await _register.CurrentAsync() is not null);

    private sealed record Change(MasterStudioView? Before, MasterStudioView After);
}
