using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <param name="WouldBe">201, 409 or 422.</param>
/// <param name="Codes">All that apply, in the order of refusal.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Precheck"), NotPersonal]
public sealed record PrecheckView(
    [property: Id(0)] int WouldBe, [property: Id(1)] string[] Codes, [property: Id(2)] WindowId? Window, [property: Id(3)] Money Amount,
    [property: Id(4)] ReasonView[] Reasons, [property: Id(5)] LineView[] Lines, [property: Id(6)] MissingPaper[] Missing,
    [property: Id(7)] ConflictView[] Conflicts)
{
    /// <summary>window-closed: the next window's days.</summary>
    [Id(8)] public DateOnly? NextOpensOn { get; init; }
    [Id(9)] public DateOnly? NextClosesOn { get; init; }
    /// <summary>amount-mismatch: what would have to be asked for, duplicates included.</summary>
    [Id(10)] public Money? ComputedAmount { get; init; }
}

/// <summary>What would have to be different for a refused benefit: the smallest set of facts that makes it eligible, or that there is none.</summary>
/// <param name="Facts">Empty when it is not possible.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Change"), NotPersonal]
public sealed record ChangeView(
    [property: Id(0)] bool Possible, [property: Id(1)] ChangedFactView[] Facts, [property: Id(2)] string Text, [property: Id(3)] string TextEn);

/// <summary>One fact, or one missing part, that would have to be different. Days, codes, organisations: nothing personal.</summary>
/// <param name="Pointer">JSON pointer into the request body; null for a register's fact.</param>
/// <param name="From">JSON; null when there is no value.</param>
/// <param name="To">JSON that can be put at the pointer as it stands.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ChangedFact"), NotPersonal]
public sealed record ChangedFactView(
    [property: Id(0)] string Fact, [property: Id(1)] string? Pointer, [property: Id(2)] string Source, [property: Id(3)] string? From,
    [property: Id(4)] string To, [property: Id(5)] string Clause);
