using System.Text;

namespace Gongshu.Policy;

/// <summary>
/// Amounts in words (大写) by the rules for filling in bills and settlement vouchers (正确填写票据和结算凭证的基本规定). Where these leave a choice:
/// 整 after 元 and after 角, none after 分, and 零 between a 元 that is zero and a 角 that is not.
/// </summary>
public static class RmbCapitals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    /// <summary>The amount in words, 元 to 分.</summary>
    /// <param name="amount">Not negative.</param>
    public static string Of(Money amount)
    {
        var fen = amount.Fen;
        ArgumentOutOfRangeException.ThrowIfNegative(fen, nameof(amount));
        var yuan = fen / 100;
        var jiao = (int)(fen / 10 % 10);
        var rest = (int)(fen % 10);
        if (fen == 0)
            return "零元整";

        var words = new StringBuilder();
        if (yuan > 0)
        {
            AppendWhole(words, yuan);
            words.Append('元');
        }

        if (jiao > 0)
        {
            if (yuan > 0 && yuan % 10 == 0)
                words.Append('零');
            words.Append(Digits[jiao]).Append('角');
        }
        else if (yuan > 0 && rest > 0)
        {
            words.Append('零');
        }

        if (rest > 0)
            words.Append(Digits[rest]).Append('分');
        else
            words.Append('整');
        return words.ToString();
    }

    private static void AppendWhole(StringBuilder words, long number)
    {
        if (number >= 100_000_000)
        {
            AppendWhole(words, number / 100_000_000);
            words.Append('亿');
        }

        var low = (int)(number % 100_000_000);
        var gap = number >= 100_000_000 && low < 10_000_000;
        if (low >= 10_000)
        {
            if (gap)
                words.Append('零');
            AppendGroup(words, low / 10_000);
            words.Append('万');
            gap = low % 10_000 < 1000;
        }

        if (low % 10_000 == 0)
            return;
        if (gap)
            words.Append('零');
        AppendGroup(words, low % 10_000);
    }

    // 1 to 9999; one 零 for a run of zeros inside, none at the end.
    private static void AppendGroup(StringBuilder words, int group)
    {
        var started = false;
        var zero = false;
        for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10)
        {
            var digit = group / unit % 10;
            if (digit == 0)
            {
                zero = started;
                continue;
            }

            if (zero)
                words.Append('零');
            words.Append(Digits[digit]).Append(Places[place]);
            started = true;
            zero = false;
        }
    }
}
