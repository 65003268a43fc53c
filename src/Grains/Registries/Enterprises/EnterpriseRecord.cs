using System.Text.Json.Serialization;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>An organisation as it is registered.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Enterprise"), NotPersonal]
public sealed record EnterpriseRecord
{
    [Id(0)] public required string Name { get; init; }
    /// <summary>Ascending, each once.</summary>
    [Id(1)] public required EnterpriseKind[] Kinds { get; init; }
    [Id(2)] public required bool InDistrict { get; init; }
    [Id(3), Personal] public NamedPerson? LegalRepresentative { get; init; }
    [Id(4), Personal] public Contact? Contact { get; init; }
    /// <summary>The confirmed account: money goes here.</summary>
    [Id(5), Personal] public BankAccount? Bank { get; init; }
    [Id(6)] public PendingBank? PendingBank { get; init; }
    /// <summary>Case numbers whose account changed something here, so that telling it again changes nothing.</summary>
    [Id(7)] public required string[] AccountsFrom { get; init; }
    [Id(8)] public required int Version { get; init; }
    /// <summary>What finance said of pending accounts under an <c>Idempotency-Key</c>, to answer it again. Null: nothing was asked so.</summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public AccountRuling[]? Rulings { get; init; }

    /// <summary>As <c>GET</c> shows it: numbers masked; who proposed an account is for staff.</summary>
    public EnterpriseView View(string uscc, Actor actor) => new()
    {
        Uscc = uscc,
        Name = Name,
        Kinds = Kinds,
        InDistrict = InDistrict,
        LegalRepresentative = LegalRepresentative,
        Contact = Contact is null ? null : Contact with { Phone = Masks.Phone(Contact.Phone) },
        Bank = Bank is null ? null : Masks.Account(Bank),
        PendingBank = PendingBank is null ? null : Masks.Account(PendingBank.Account),
        PendingBankProposedBy = actor.IsStaff ? PendingBank?.Proposers() : null,
        Version = Version,
    };

    /// <summary>What the rules and the payment need, in full.</summary>
    public EnterpriseProfile Profile(string uscc) => new(uscc, Name, Kinds, InDistrict, Bank, PendingBank?.Account);
}

/// <summary>An account that waits for a second person.</summary>
/// <param name="ProposedBy">Everybody who named it: none of them may confirm it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.state.PendingBank"), NotPersonal]
public sealed record PendingBank([property: Id(0), Personal] BankAccount Account, [property: Id(1)] string[] ProposedBy)
{
    /// <summary>Their names, in the order of <see cref="ProposedBy"/>; null in records from before names were kept.</summary>
    [Id(2), Personal, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string[]? Names { get; init; }

    public static PendingBank From(BankAccount account, Actor by) => new(account, [by.Id]) { Names = [by.Name] };

    /// <summary>The same, named by one person more.</summary>
    public PendingBank And(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return ProposedBy.Contains(by.Id) ? this : this with { ProposedBy = [.. ProposedBy, by.Id], Names = [.. Names ?? ProposedBy, by.Name] };
    }

    public Officer[] Proposers() => [.. ProposedBy.Zip(Names ?? ProposedBy, (id, name) => new Officer(id, name))];
}

/// <summary>An answered confirmation or refusal of an account.</summary>
/// <param name="Operation">SHA-256 over scope, method, path and key, in hex.</param>
/// <param name="Request">The canonical request, to tell a repetition from a reuse of the key.</param>
/// <param name="Answer">What was shown, its numbers masked.</param>
[GenerateSerializer, Immutable, Alias("gongshu.state.AccountRuling"), NotPersonal]
public sealed record AccountRuling(
    [property: Id(0)] string Operation, [property: Id(1), Personal] byte[] Request, [property: Id(2), Personal] EnterpriseView Answer);
