namespace Gongshu.Policy;

/// <summary>The small things that stand in many places of a policy file.</summary>
internal static class FileObjectTerms
{
    /// <summary>The members <c>clause</c> and <c>quote</c>: where this stands in the text, and its words.</summary>
    public static Citation Citation(this FileObject item)
    {
        var clause = item.Text("clause");
        if (clause.Length > 0 && !IsClause(clause))
            item.Fault("clause", "is not of the form 三(一)");
        return new Citation(clause, item.Text("quote"));
    }

    /// <summary>A text in both languages.</summary>
    public static BilingualText Bilingual(this FileObject item, string name)
    {
        using var text = item.Object(name);
        return new BilingualText(text.Text("zh"), text.Text("en"));
    }

    /// <summary>A refusal code as the contract writes it; null, with a fault, when there is none of that name.</summary>
    public static RefusalCode? Code(this FileObject item, string name)
    {
        var text = item.Text(name);
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            if (code.Wire() == text)
                return code;
        }

        if (text.Length > 0)
            item.Fault(name, "is not a refusal code");
        return null;
    }

    private static bool IsClause(string text)
    {
        const string Numerals = "一二三四五六七八九十";
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var section = open < 0 ? text : text[..open];
        var inner = open < 0 ? null : text[(open + 1)..];
        return section.Length > 0 && section.All(IsNumeral)
            && (inner is null || (inner.Length > 1 && inner[^1] == ')' && inner[..^1].All(IsNumeral)));

        static bool IsNumeral(char c) => Numerals.Contains(c, StringComparison.Ordinal);
    }
}
