using Gongshu.Documents.Lists;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>A roster as it was read: the lines without a fault, and every fault of the others.</summary>
/// <param name="ErrorsOmitted">How many more faults there are than <paramref name="Errors"/> names.</param>
/// <param name="IgnoredColumns">Columns whose names mean nothing here; what stands in them was not read.</param>
public sealed record ImportedRoster(ImportedLine[] Lines, RowFault[] Errors, int ErrorsOmitted, string[] IgnoredColumns);

/// <summary>One line as <c>POST /applications</c> takes it. What the file has no column for is null.</summary>
public sealed record ImportedLine(
    int Line, ImportedWorker Worker, ImportedCertificate? Certificate, ImportedEmployment? Employment, bool? SignedByWorker);

public sealed record ImportedWorker(string Name, string IdNumber, string? Phone, bool? Migrant);

public sealed record ImportedCertificate(string? Number, ImportedOccupation? Occupation, SkillLevel? Level, DateOnly? IssuedOn, string? DeclaredBy);

public sealed record ImportedOccupation(string? Code, string? Name);

public sealed record ImportedEmployment(DateOnly? ContractFrom, DateOnly? ContractTo, bool? SocialInsuranceInHangzhou, string? Position);
