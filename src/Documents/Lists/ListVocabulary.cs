using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>The columns of a kind of list: the contract's name of each, other names that people use, and which must be there.</summary>
/// <typeparam name="TColumn">One value for each column.</typeparam>
public sealed class ListVocabulary<TColumn>
    where TColumn : struct, Enum
{
    private static readonly string[] HintMarks = ["必填", "选填", "可不填", "8位", "８位", "5位", "５位", "文本", "格式", "如"];

    private readonly Dictionary<string, TColumn> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<TColumn, string> _names = [];
    private readonly TColumn[] _required;

    /// <param name="names">The contract's name first, then the others.</param>
    public ListVocabulary(TColumn[] required, params (TColumn Column, string[] Names)[] names)
    {
        _required = required;
        foreach (var (column, all) in names)
        {
            _names.Add(column, all[0]);
            foreach (var name in all) _columns.Add(Fold(name), column);
        }
    }

    public string NameOf(TColumn column) => _names[column];

    public IEnumerable<TColumn> Columns => _names.Keys;

    /// <summary>Also with a hint to who fills it in behind the name, as in <c>身份证号（18位）</c>.</summary>
    internal bool TryFind(string head, out TColumn column) => _columns.TryGetValue(Fold(head), out column) || (WithoutHint(head) is { } name && _columns.TryGetValue(Fold(name), out column));

    // Another word in brackets may make it another column: 姓名（拼音）.
    private static string? WithoutHint(string head)
    {
        var open = head.IndexOfAny(['（', '(']);
        return open > 0 && Array.Exists(HintMarks, mark => head.AsSpan(open).Contains(mark, StringComparison.Ordinal)) ? head[..open] : null;
    }

    /// <summary>The names of the columns that have to be there.</summary>
    internal string[] Required => Array.ConvertAll(_required, NameOf);

    /// <summary>Those of them that were not found.</summary>
    internal string[] Missing(Func<TColumn, bool> found) => [.. _required.Where(column => !found(column)).Select(NameOf)];

    /// <summary>Width, case, spaces and the marks that forms put around a name do not count.</summary>
    private static string Fold(string head)
    {
        var text = Nfkc.Normalise(head.Length > 100 ? head[..100] : head);
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('*' or ':' or '\u200B' or '\uFEFF' or '(' or ')')).Select(char.ToLowerInvariant));
    }
}
