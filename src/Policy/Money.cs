using System.Globalization;

namespace Gongshu.Policy;

/// <summary>An amount of renminbi in whole fen (1/100 yuan). Arithmetic is checked: an overflow throws, it never wraps.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>Whole yuan.</summary>
    public static Money Yuan(long yuan) => new(checked(yuan * 100));

    /// <summary>Yuan with at most two digits after the point; more digits, or an amount beyond the range of fen, answers false.</summary>
    public static bool TryFromYuan(decimal yuan, out Money money)
    {
        money = default;
        if (yuan is > 90_000_000_000_000_000m or < -90_000_000_000_000_000m) return false;
        var fen = yuan * 100m;
        if (decimal.Truncate(fen) != fen) return false;
        money = new((long)fen);
        return true;
    }

    /// <summary>The amount in yuan, always with two digits of scale.</summary>
    public decimal ToYuan() => Fen * 0.01m;

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));
    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary><c>1500.00</c>, culture-independent.</summary>
    public override string ToString() => ToYuan().ToString(CultureInfo.InvariantCulture);
}
