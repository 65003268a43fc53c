using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>What one payee gets from a batch, and for whom: numbers in full, so each reading is an audit event.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.PayeeList"), NotPersonal]
public sealed record PayeeList(
    [property: Id(0)] string BatchId, [property: Id(1)] Organisation Payee, [property: Id(2)] Money Total, [property: Id(3)] PayeeListRow[] Rows, [property: Id(4)] string BatchHash);

/// <summary>One benefit of one line; without a person where it is a studio's.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.PayeeListRow"), NotPersonal]
public sealed record PayeeListRow(
    [property: Id(0)] int BatchLine, [property: Id(1)] CaseNumber CaseNumber, [property: Id(2)] int Line, [property: Id(3), Personal] Person? Worker,
    [property: Id(4)] Certificate? Certificate, [property: Id(5)] Benefit Benefit, [property: Id(6)] Money Amount);
