using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>A fault that only the policy or the ledger can find, at its row and the contract's name of the column. Names no person.</summary>
public sealed record ImportFault(int Row, string Column, string Code, string Zh, string En);

/// <summary>What an import did, or would do.</summary>
/// <param name="AlreadyImported">The same file was imported before; nothing was changed.</param>
/// <param name="Cases">The cases that it made; of a dry run empty.</param>
public sealed record ImportReport(bool AlreadyImported, CaseNumber[] Cases, int CaseCount, int Claims, Money Total, ImportFault[] Faults);

/// <summary>How an import is done.</summary>
/// <param name="Sha256">Of the file.</param>
/// <param name="AcceptAmounts">Takes an amount that is not the policy's as it was paid.</param>
public sealed record ImportOrder(PaidClaim[] Claims, byte[] Sha256, bool DryRun, bool AcceptAmounts, Interfaces.Officer By, DateTimeOffset Now);

/// <summary>One payment with what the policy says of it.</summary>
internal sealed record PreparedClaim(PaidClaim Claim, SubsidyPolicy Policy, WindowId Window, string? WorkerRef, string? MaskedId, string? Certificate, string Clause, ClaimKey[] Keys);
