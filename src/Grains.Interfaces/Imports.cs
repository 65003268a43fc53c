using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>A case of paper years: who imported it, when, and from which rows of which list.</summary>
/// <param name="FileSha256">Hex, of the list.</param>
[GenerateSerializer, Immutable, Alias("gongshu.CaseImport"), NotPersonal]
public sealed record CaseImport(
    [property: Id(0)] DateOnly PaidOn, [property: Id(1)] DateTimeOffset ImportedAt, [property: Id(2)] Officer By, [property: Id(3)] string FileSha256,
    [property: Id(4)] CaseImportRow[] Rows);

[GenerateSerializer, Immutable, Alias("gongshu.CaseImportRow"), NotPersonal]
public sealed record CaseImportRow([property: Id(0)] int Line, [property: Id(1)] Benefit Benefit, [property: Id(2)] int Row, [property: Id(3)] string Source);

/// <summary>Where a payment of paper years comes from.</summary>
/// <param name="Source">来源: the paper that proves it.</param>
/// <param name="FileSha256">Hex, of the list that was imported.</param>
/// <param name="Row">Of that list, from 1.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Provenance"), NotPersonal]
public sealed record Provenance([property: Id(0)] string Source, [property: Id(1)] string FileSha256, [property: Id(2)] int Row);
