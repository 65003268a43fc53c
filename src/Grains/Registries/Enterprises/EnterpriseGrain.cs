using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>An organisation: its profile, its accounts, and the claims on it. Key <c>ent-{uscc}</c>.</summary>
public sealed partial class EnterpriseGrain : ClaimSubjectGrain, IEnterpriseGrain
{
    private readonly Register<EnterpriseRecord> _register;

    public EnterpriseGrain(
        [PersistentState("enterprise", RegistryStorageName.Value)] IPersistentState<Registered<EnterpriseRecord>> storage, SubjectServices services)
        : base(services) =>
        _register = new Register<EnterpriseRecord>(
            storage, services.Ledger, record => new DirectoryEntry(DirectoryKind.Enterprise, Uscc, record.Name, Uscc, UniqueName: null), DeactivateOnIdle);

    private string Uscc => Subject.PublicId;

    /// <inheritdoc/>
    public async Task<EnterpriseView?> Get(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.MaySee(Uscc) ? (await _register.CurrentAsync())?.View(Uscc) : null;
    }

    /// <inheritdoc/>
    public async Task<EnterpriseProfile?> Profile() => (await _register.CurrentAsync())?.Profile(Uscc);

    /// <inheritdoc/>
    public async Task<Answer<EnterpriseView>> Put(EnterpriseForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var current = await _register.CurrentAsync();
        var hasCases = EnterpriseRules.WouldReplaceAccount(current, form)
            && await StorageFaults.Translate(() => Services.Ledger.HasCasesAsync(Uscc, CancellationToken.None));
        var answer = EnterpriseRules.Put(Uscc, current, form, actor, ifMatch, hasCases);
        if (answer.Refusal is { } refusal) return refusal;
        return await Write(EnterpriseAudit.Changed, current, answer.Value!, actor);
    }

    /// <inheritdoc/>
    public async Task ProposeBank(BankAccount bank, Actor by, CaseNumber source)
    {
        if (await _register.CurrentAsync() is not { } current || EnterpriseRules.Propose(current, bank, by, source) is not { } next) return;
        await Write(EnterpriseAudit.BankProposed, current, next, by, source: source.ToString());
    }

    /// <inheritdoc/>
    public async Task<Answer<EnterpriseView>> ConfirmBank(bool confirm, string? comment, Actor actor)
    {
        var current = await _register.CurrentAsync();
        var answer = EnterpriseRules.Confirm(current, confirm, actor);
        if (answer.Refusal is { } refusal) return refusal;
        return await Write(confirm ? EnterpriseAudit.BankConfirmed : EnterpriseAudit.BankRefused, current, answer.Value!, actor, comment);
    }

    private async Task<Answer<EnterpriseView>> Write(
        string type, EnterpriseRecord? before, EnterpriseRecord after, Actor actor, string? comment = null, string? source = null)
    {
        await _register.ChangeAsync(after, EnterpriseAudit.Of(type, Uscc, before, after, actor, Services.Clock.Now, comment, source));
        return Granted.Of(after.View(Uscc), created: before is null);
    }
}
