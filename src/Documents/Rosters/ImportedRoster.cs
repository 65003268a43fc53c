using Gongshu.Documents.Lists;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>A roster as it was read: the lines without a fault, and every fault of the others.</summary>
/// <param name="ErrorsOmitted">How many more faults there are than <paramref name="Errors"/> names.</param>
/// <param name="IgnoredColumns">Columns whose names mean nothing here; what stands in them was not read.</param>
/// <param name="Faulty">The rows with a fault, for being corrected.</param>
public sealed record ImportedRoster(ImportedLine[] Lines, RowFault[] Errors, int ErrorsOmitted, string[] IgnoredColumns, FaultyRow[] Faulty);

/// <summary>A row with a fault: what could be read of it, and what stands in the cells that could not.</summary>
/// <param name="Row">As the spreadsheet counts, from 1.</param>
/// <param name="Line">What is at fault is absent from it, or empty.</param>
/// <param name="Cells">By the column's name as the contract has it; each text cut to 300 characters.</param>
public sealed record FaultyRow(int Row, ImportedLine Line, IReadOnlyDictionary<string, string> Cells);

/// <summary>One line as <c>POST /applications</c> takes it. What the file has no column for is null.</summary>
public sealed record ImportedLine(
    int Line, ImportedWorker Worker, ImportedCertificate? Certificate, ImportedEmployment? Employment, bool? SignedByWorker);

public sealed record ImportedWorker(string Name, string IdNumber, string? Phone, bool? Migrant);

public sealed record ImportedCertificate(string? Number, ImportedOccupation? Occupation, SkillLevel? Level, DateOnly? IssuedOn, string? DeclaredBy);

public sealed record ImportedOccupation(string? Code, string? Name);

public sealed record ImportedEmployment(DateOnly? ContractFrom, DateOnly? ContractTo, bool? SocialInsuranceInHangzhou, string? Position);
