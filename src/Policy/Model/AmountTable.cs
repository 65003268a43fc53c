using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>What a benefit pays, by one property of the case.</summary>
public sealed class AmountTable
{
    private readonly ImmutableArray<Money?> _amounts;

    internal AmountTable(AmountPer per, ImmutableArray<Money?> amounts)
    {
        Per = per;
        _amounts = amounts;
    }

    /// <summary>What the amount depends on.</summary>
    public AmountPer Per { get; }

    /// <summary>The amount for a level of skill; null when the benefit does not pay for it.</summary>
    public Money? For(SkillLevel level) => Of(AmountPer.Level, (int)level);

    /// <summary>The amount for a studio's level.</summary>
    public Money? For(StudioLevel level) => Of(AmountPer.StudioLevel, (int)level);

    /// <summary>The amount for an education.</summary>
    public Money? For(Education education) => Of(AmountPer.Education, (int)education);

    /// <summary>The amount of a benefit that pays the same in every case.</summary>
    public Money? ForCase() => Of(AmountPer.Case, 0);

    /// <summary>Whether every case that this table distinguishes has an amount.</summary>
    internal bool IsComplete(int values) => _amounts.Count(amount => amount is not null) == values;

    private Money? Of(AmountPer per, int index)
    {
        if (per != Per)
            throw new InvalidOperationException($"The amount depends on {Per}, not on {per}.");
        return index < _amounts.Length ? _amounts[index] : null;
    }
}

/// <summary>What an amount depends on.</summary>
public enum AmountPer { Case = 1, Level = 2, StudioLevel = 3, Education = 4 }
