using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

// What may be asked of one person besides the claim history.

/// <param name="MaskedId">Null when no claim that the caller may see tells it.</param>
/// <param name="Policy">The policy in force today, by which the open ones are told.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Entitlements"), NotPersonal]
public sealed record EntitlementsView(
    [property: Id(0)] string WorkerRef, [property: Id(1), Personal] string? MaskedId, [property: Id(2)] string Policy,
    [property: Id(3)] UsedEntitlementView[] Used, [property: Id(4)] OpenEntitlementView[] Open);

/// <summary>A live claim: its keys are used up. To a portal, <see cref="CaseNumber"/> is null for another organisation's.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.UsedEntitlement"), NotPersonal]
public sealed record UsedEntitlementView
{
    [Id(0)] public required Programme Programme { get; init; }
    [Id(1)] public required Benefit Benefit { get; init; }
    [Id(2)] public required string Clause { get; init; }
    [Id(3)] public required string EntitlementKey { get; init; }
    [Id(4)] public required string[] EntitlementKeys { get; init; }
    [Id(5)] public Occupation? Occupation { get; init; }
    [Id(6)] public SkillLevel? Level { get; init; }
    [Id(7)] public CaseNumber? CaseNumber { get; init; }
    [Id(8)] public required ClaimStatus Status { get; init; }
    [Id(9)] public required Money Amount { get; init; }
}

/// <summary>What the keys leave open; whether the facts earn it, a submission says.</summary>
/// <param name="Occupation">Null with a level or without: every occupation that no other entry names, or the policy does not ask.</param>
[GenerateSerializer, Immutable, Alias("gongshu.OpenEntitlement"), NotPersonal]
public sealed record OpenEntitlementView(
    [property: Id(0)] Programme Programme, [property: Id(1)] Benefit Benefit, [property: Id(2)] string Clause, [property: Id(3)] EntitlementScope Scope,
    [property: Id(4)] Occupation? Occupation, [property: Id(5)] SkillLevel? Level, [property: Id(6)] PossibleAmountView[] Amounts);

/// <param name="Of">A level, studio level or education; null: the same in every case.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PossibleAmount"), NotPersonal]
public sealed record PossibleAmountView([property: Id(0)] string? Of, [property: Id(1)] Money Amount);

[GenerateSerializer, Alias("gongshu.PersonField")]
public enum PersonField { IdNumber = 1, Phone = 2, Name = 3 }

/// <param name="Reason">Not blank; stands in the audit.</param>
[GenerateSerializer, Immutable, Alias("gongshu.UnmaskWorker"), NotPersonal]
public sealed record UnmaskWorker(
    [property: Id(0)] string WorkerRef, [property: Id(1)] PersonField[] Fields, [property: Id(2)] string Reason, [property: Id(3)] Actor Actor);

/// <summary>What was asked for, in full; null: not asked for, or not known.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Unmasked"), NotPersonal]
public sealed record UnmaskedView(
    [property: Id(0)] string WorkerRef, [property: Id(1), Personal] string? IdNumber, [property: Id(2), Personal] string? Phone, [property: Id(3), Personal] string? Name);
