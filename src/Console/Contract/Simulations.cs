namespace Gongshu.StaffConsole.Contract;

/// <summary><c>POST /policies/simulations</c>: what a draft would have paid on the cases of a window.</summary>
public sealed record Simulation(
    string Draft, string Over, string Policy, DateOnly ValidFrom, SimulationTotals Totals, SimulatedBenefitSum[] ByBenefit, SimulationLimit[] NotKnown, SimulatedLine[] Lines, string? NextCursor);

/// <param name="Difference">What the draft would pay less what was granted.</param>
public sealed record SimulatedAmounts(decimal Granted, decimal Paid, decimal WouldPay, decimal Difference);

public sealed record SimulationTotals(
    int Cases, int Lines, int LinesWithMore, int LinesWithLess, SimulatedAmounts Amounts, int JudgedByRegistersOfToday, int LackPapers, int NotJudged, decimal NotJudgedPaid);

public sealed record SimulatedBenefitSum(string Programme, string Benefit, int ClaimsGranted, int ClaimsUnderDraft, SimulatedAmounts Amounts);

public sealed record SimulationLimit(string Code, string Detail);

public sealed record SimulatedLine(string CaseNumber, Organisation Applicant, int Line, string? WorkerRef, string? MaskedId, SimulatedBenefit[] Benefits);

/// <param name="HeldBy">Of a duplicate: the case that has the key.</param>
public sealed record SimulatedBenefit(string Benefit, string? Clause, string Verdict, SimulatedReason[] Reasons, string? HeldBy, SimulatedAmounts Amounts);

public sealed record SimulatedReason(string Code, string Detail, string DetailEn);
