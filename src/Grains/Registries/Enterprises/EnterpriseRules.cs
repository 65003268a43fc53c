using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>What a change of an enterprise may do. Pure.</summary>
public static class EnterpriseRules
{
    private const Roles Registrars = Roles.Handler | Roles.Admin;

    /// <summary>
    /// The record after a <c>PUT</c>: by the portal of that organisation, a handler or an admin. What the form leaves out stays as it was.
    /// Kinds and <c>inDistrict</c> are the district's to say: from a portal they are absent or as they are.
    /// </summary>
    /// <param name="current">Null: not registered yet.</param>
    /// <param name="ifMatch">The version that the caller saw, or null.</param>
    /// <param name="hasCases">Whether the organisation ever submitted; asked only when <see cref="WouldReplaceAccount"/>.</param>
    public static Answer<EnterpriseRecord> Put(
        string uscc, EnterpriseRecord? current, EnterpriseForm form, Actor actor, int? ifMatch, bool hasCases)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Registrars | Roles.Portal)) return ProblemCode.Forbidden;
        var isRegistrar = actor.Has(Registrars);
        if (!isRegistrar && !actor.Owns(uscc)) return ProblemCode.NotFound;
        var kinds = form.Kinds is null ? current?.Kinds ?? [] : [.. form.Kinds.Distinct().Order()];
        var inDistrict = form.InDistrict ?? current?.InDistrict ?? false;
        if (!isRegistrar && (!kinds.SequenceEqual(current?.Kinds ?? []) || inDistrict != (current?.InDistrict ?? false))) return ProblemCode.Forbidden;
        if (isRegistrar && current is null && MissingFor(form) is { Length: > 0 } missing) return Refusal.Invalid(missing);
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;

        var next = new EnterpriseRecord
        {
            Name = form.Name,
            Kinds = kinds,
            InDistrict = inDistrict,
            LegalRepresentative = form.LegalRepresentative ?? current?.LegalRepresentative,
            Contact = form.Contact ?? current?.Contact,
            Bank = current?.Bank,
            PendingBank = current?.PendingBank,
            AccountsFrom = current?.AccountsFrom ?? [],
            Rulings = current?.Rulings,
            Version = (current?.Version ?? 0) + 1,
        };
        return Granted.Of(form.Bank is null ? next : TakeAccount(next, form.Bank, actor, hasCases), created: current is null);
    }

    /// <summary>Whether the form names another account than the confirmed one, so that it matters whether there was a case.</summary>
    public static bool WouldReplaceAccount(EnterpriseRecord? current, EnterpriseForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return current?.Bank is not null && form.Bank is not null && !IsSame(current.Bank, form.Bank);
    }

    /// <summary>
    /// A case carried an account: the first one counts as confirmed, a different one waits. Null: nothing changes, also when this case's
    /// account was taken in before.
    /// </summary>
    public static EnterpriseRecord? Propose(EnterpriseRecord current, BankAccount account, Actor by, CaseNumber source)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(by);
        if (current.AccountsFrom.Contains(source.ToString())) return null;
        var next = TakeAccount(current, account, by, hasCases: true);
        return next == current ? null : next with { AccountsFrom = [.. current.AccountsFrom, source.ToString()], Version = current.Version + 1 };
    }

    /// <summary>The pending account becomes the confirmed one, or goes, with a comment; by a finance person who did not name it.</summary>
    public static Answer<EnterpriseRecord> Confirm(EnterpriseRecord? current, RuleOnAccount command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var actor = command.Actor;
        if (!actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
        if (!command.Confirm && string.IsNullOrWhiteSpace(command.Comment)) return Refusal.Invalid(new InputFault("/comment", "required", "不予确认须说明理由。"));
        if (current is null) return ProblemCode.NotFound;
        if (command.IfMatch is not null && command.IfMatch != current.Version) return ProblemCode.StaleVersion;
        if (current.PendingBank is null) return ProblemCode.IllegalTransition;
        if (current.PendingBank.ProposedBy.Contains(actor.Id)) return ProblemCode.SeparationOfDuties;
        return Granted.Of(current with
        {
            Bank = command.Confirm ? current.PendingBank.Account : current.Bank,
            PendingBank = null,
            Version = current.Version + 1,
        });
    }

    /// <summary>
    /// The first account counts as confirmed; before the first case another one simply replaces it, afterwards it waits, in place of one that
    /// waits already. Naming the waiting one again only adds a person who may not confirm it; naming the confirmed one again withdraws nothing:
    /// only finance ends the wait.
    /// </summary>
    private static EnterpriseRecord TakeAccount(EnterpriseRecord record, BankAccount account, Actor by, bool hasCases)
    {
        if (record.Bank is null) return record with { Bank = account };
        if (IsSame(record.Bank, account)) return record;
        if (!hasCases) return record with { Bank = account, PendingBank = null };
        if (record.PendingBank is not { } pending || !IsSame(pending.Account, account)) return record with { PendingBank = PendingBank.From(account, by) };
        return pending.ProposedBy.Contains(by.Id) ? record : record with { PendingBank = pending.And(by) };
    }

    /// <summary>Spaces, width and case do not make another account; another branch of the bank does.</summary>
    private static bool IsSame(BankAccount one, BankAccount other) =>
        PersonName.Normalise(one.AccountNumber) == PersonName.Normalise(other.AccountNumber)
        && PersonName.Normalise(one.AccountName) == PersonName.Normalise(other.AccountName)
        && PersonName.Normalise(one.BankName) == PersonName.Normalise(other.BankName);

    private static InputFault[] MissingFor(EnterpriseForm form)
    {
        var faults = new List<InputFault>(2);
        if (form.Kinds is null) faults.Add(new InputFault("/kinds", "required", "首次登记须注明单位类别。"));
        if (form.InDistrict is null) faults.Add(new InputFault("/inDistrict", "required", "首次登记须注明是否区属。"));
        return [.. faults];
    }
}
