namespace Gongshu.StaffConsole.Contract;

/// <summary>An entry of a register.</summary>
public interface IRegistered
{
    int Version { get; }
}

/// <summary><c>GET /enterprises/{uscc}</c>: numbers masked.</summary>
public sealed record Enterprise(
    string Uscc, string Name, string[] Kinds, bool InDistrict, NamedPerson? LegalRepresentative, Contact? Contact, BankAccount? Bank, BankAccount? PendingBank,
    int Version, Officer[]? PendingBankProposedBy) : IRegistered
{
    public static string Path(string uscc) => $"/enterprises/{Uri.EscapeDataString(uscc)}";
}

public sealed record NamedPerson(string Name);

/// <summary>The body of <c>PUT /enterprises/{uscc}</c>: null stays as it was.</summary>
public sealed record EnterprisePut(string Name, string[] Kinds, bool? InDistrict, NamedPerson? LegalRepresentative, ContactPut? Contact, BankAccount? Bank);

public sealed record ContactPut(string? Name, string? Phone);

/// <summary>The body of <c>POST …/bank/confirmation</c>: <c>confirm</c> or <c>refuse</c>.</summary>
public sealed record BankRuling(string? Outcome, string? Comment);

/// <summary><c>GET /master-studios/{id}</c>.</summary>
public sealed record MasterStudio(string Id, string Name, NamedPerson Leader, string Host, string Level, DateOnly RecognisedOn, OfficialDocument Document, int Version) : IRegistered
{
    public static string Path(string id) => $"/master-studios/{Uri.EscapeDataString(id)}";
}

public sealed record MasterStudioPut(string? Name, NamedPerson Leader, string? Host, string? Level, string? RecognisedOn, OfficialDocument Document);

/// <summary><c>GET /competitions/{id}</c>.</summary>
public sealed record Competition(string Id, string Name, int Year, string Class, string Organiser, OfficialDocument Document, int Version) : IRegistered
{
    public static string Path(string id) => $"/competitions/{Uri.EscapeDataString(id)}";
}

public sealed record CompetitionPut(string? Name, int Year, string? Class, string? Organiser, OfficialDocument Document);
