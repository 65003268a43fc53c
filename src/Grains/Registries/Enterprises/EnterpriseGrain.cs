using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>An organisation: its profile, its accounts, and the claims on it. Key <c>ent-{uscc}</c>.</summary>
public sealed partial class EnterpriseGrain : ClaimSubjectGrain, IEnterpriseGrain
{
    private readonly Register<EnterpriseRecord> _register;
    private readonly Showcase<EnterpriseProfile> _showcase;
    private Shown<EnterpriseProfile>? _shown;

    public EnterpriseGrain(
        [PersistentState("enterprise", RegistryStorageName.Value)] IPersistentState<Registered<EnterpriseRecord>> storage, SubjectServices services,
        Showcase<EnterpriseProfile> showcase)
        : base(services)
    {
        _showcase = showcase;
        _register = new Register<EnterpriseRecord>(
            storage, services.Ledger, record => new DirectoryEntry(DirectoryKind.Enterprise, Uscc, record.Name, Uscc, UniqueName: null), DeactivateOnIdle)
        {
            AlsoListed = (before, next) => PendingAccounts.Entry(Uscc, before, next),
            Show = Show,
        };
    }

    private string Uscc => Subject.PublicId;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shown = _showcase.Open(Uscc);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Close();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EnterpriseView?> Get(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.MaySee(Uscc) ? (await _register.CurrentAsync())?.View(Uscc, actor) : null;
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
    public async Task<Answer<EnterpriseView>> ConfirmBank(RuleOnAccount command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var current = await _register.CurrentAsync();
        if (command.Operation is { } asked && current?.Rulings?.FirstOrDefault(ruling => ruling.Operation == asked.Hex) is { } first)
            return first.Request.AsSpan().SequenceEqual(asked.Request) ? Granted.Of(first.Answer, replayed: true) : IdempotencyKeys.Reused(first.Request, asked.Request);
        var answer = EnterpriseRules.Confirm(current, command);
        if (answer.Refusal is { } refusal) return refusal;

        // The answer stands in the record that it tells of: both are written, or neither.
        var next = answer.Value!;
        if (command.Operation is { } operation)
            next = next with { Rulings = [.. next.Rulings ?? [], new AccountRuling(operation.Hex, operation.Request, next.View(Uscc, command.Actor))] };
        return await Write(command.Confirm ? EnterpriseAudit.BankConfirmed : EnterpriseAudit.BankRefused, current, next, command.Actor, command.Comment);
    }

    /// <summary>The profile for submissions on this silo (<see cref="Submission.RegistryFacts"/>).</summary>
    private void Show(EnterpriseRecord? record)
    {
        if (record is null) _shown?.Hide();
        else _shown?.Show(record.Profile(Uscc));
    }

    private async Task<Answer<EnterpriseView>> Write(
        string type, EnterpriseRecord? before, EnterpriseRecord after, Actor actor, string? comment = null, string? source = null)
    {
        await _register.ChangeAsync(after, EnterpriseAudit.Of(type, Uscc, before, after, actor, Services.Clock.Now, comment, source));
        return Granted.Of(after.View(Uscc, actor), created: before is null);
    }
}
