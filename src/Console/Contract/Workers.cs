namespace Gongshu.StaffConsole.Contract;

/// <summary><c>POST /workers/lookup</c>. The reference says nothing of the person, so it may stand in an address.</summary>
public sealed record Worker(string WorkerRef, string MaskedId, string Name)
{
    /// <summary>Of a worker in the API.</summary>
    public static string Path(string workerRef) => $"/workers/{Uri.EscapeDataString(workerRef)}";
}

public sealed record LookupAsked(string IdNumber);

public sealed record UnmaskAsked(string[] Fields, string Reason);

/// <summary><c>POST …/unmask</c>: in full what was asked for. For the answer to that one form, and kept nowhere.</summary>
public sealed record UnmaskedPerson(string? IdNumber, string? Phone, string? Name);

/// <summary><c>GET /workers/{workerRef}/entitlements</c>.</summary>
public sealed record Entitlements(string? MaskedId, string Policy, UsedEntitlement[] Used, OpenEntitlement[] Open);

public sealed record UsedEntitlement(
    string Programme, string Benefit, string Clause, Occupation? Occupation, string? Level, string? CaseNumber, string Status, decimal Amount);

public sealed record OpenEntitlement(string Programme, string Benefit, string Clause, string Scope, Occupation? Occupation, string? Level, PossibleAmount[] Amounts);

public sealed record MergeAsked(string Into, string Reason, string Document);

/// <param name="Status"><c>asked</c> or <c>done</c>.</param>
/// <param name="SharedKeys">Live under both references.</param>
public sealed record Merge(
    string Status, string WorkerRef, string Into, string[] SharedKeys, string? Reason, string? Document, Officer? AskedBy, DateTimeOffset? AskedAt);

/// <summary>An item of <c>GET …/cases</c>: a case with the lines that name this worker.</summary>
public sealed record CaseOfWorker(string CaseNumber, string Status, string Window, string Programme, Organisation Applicant, DateTimeOffset SubmittedAt, CaseLine[] Lines);
