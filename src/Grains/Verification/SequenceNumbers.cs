namespace Gongshu.Grains.Verification;

/// <summary>Which sequence numbers were met: one bit each, in pages, so that a number far away costs one page.</summary>
internal sealed class SequenceNumbers
{
    private const int WordsInPage = 1024, BitsInWord = 64;
    private const long BitsInPage = WordsInPage * BitsInWord;

    private readonly Dictionary<long, ulong[]> _pages = [];

    /// <returns>False when it was met before.</returns>
    public bool Add(long number)
    {
        var (page, bit) = Math.DivRem(number, BitsInPage);
        if (!_pages.TryGetValue(page, out var words)) _pages.Add(page, words = new ulong[WordsInPage]);
        ref var word = ref words[Math.Abs(bit) / BitsInWord];
        var mask = 1UL << (int)(Math.Abs(bit) % BitsInWord);
        if ((word & mask) != 0) return false;
        word |= mask;
        return true;
    }
}
