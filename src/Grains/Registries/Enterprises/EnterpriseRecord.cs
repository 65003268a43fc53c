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

    /// <summary>As <c>GET</c> shows it: numbers masked.</summary>
    public EnterpriseView View(string uscc) => new()
    {
        Uscc = uscc,
        Name = Name,
        Kinds = Kinds,
        InDistrict = InDistrict,
        LegalRepresentative = LegalRepresentative,
        Contact = Contact is null ? null : Contact with { Phone = Masks.Phone(Contact.Phone) },
        Bank = Bank is null ? null : Masks.Account(Bank),
        PendingBank = PendingBank is null ? null : Masks.Account(PendingBank.Account),
        Version = Version,
    };

    /// <summary>What the rules and the payment need, in full.</summary>
    public EnterpriseProfile Profile(string uscc) => new(uscc, Name, Kinds, InDistrict, Bank, PendingBank?.Account);
}

/// <summary>An account that waits for a second person.</summary>
/// <param name="ProposedBy">Everybody who named it: none of them may confirm it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.state.PendingBank"), NotPersonal]
public sealed record PendingBank([property: Id(0), Personal] BankAccount Account, [property: Id(1)] string[] ProposedBy);
