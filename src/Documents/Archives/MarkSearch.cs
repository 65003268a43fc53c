namespace Gongshu.Documents.Archives;

/// <summary>Finds words in a stream of blocks, also where a block ends inside one; in UTF-16 as well, whose zero bytes are skipped.</summary>
internal struct MarkSearch
{
    private int _type, _macro, _failed, _failedToo;

    public bool DocumentType { get; private set; }

    /// <summary>The type of a cell whose formula failed.</summary>
    public bool FailedFormula { get; private set; }

    public bool Macros { get; private set; }

    public void Take(ReadOnlySpan<byte> block)
    {
        foreach (var b in block)
        {
            if (b == 0) continue;
            DocumentType |= Step(ref _type, b, "<!DOCTYPE"u8);
            Macros |= Step(ref _macro, b, "macroEnabled"u8);
            FailedFormula |= Step(ref _failed, b, " t=\"e\""u8) | Step(ref _failedToo, b, " t='e'"u8);
        }
    }

    // No proper beginning of these words comes again inside it, so a mismatch starts anew at most with this byte.
    private static bool Step(ref int at, byte b, ReadOnlySpan<byte> word)
    {
        at = b == word[at] ? at + 1 : b == word[0] ? 1 : 0;
        if (at < word.Length) return false;
        at = 0;
        return true;
    }
}
