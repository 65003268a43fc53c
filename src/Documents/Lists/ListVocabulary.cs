using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>The columns of a kind of list: the contract's name of each, other names that people use, and which must be there.</summary>
/// <typeparam name="TColumn">One value for each column.</typeparam>
public sealed class ListVocabulary<TColumn>
    where TColumn : struct, Enum
{
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

    internal bool TryFind(string head, out TColumn column) => _columns.TryGetValue(Fold(head), out column);

    internal bool HasAll(Func<TColumn, bool> found) => Array.TrueForAll(_required, column => found(column));

    /// <summary>Width, case, spaces and the marks that forms put around a name do not count.</summary>
    private static string Fold(string head)
    {
        var text = Nfkc.Normalise(head.Length > 100 ? head[..100] : head);
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('*' or ':' or '\u200B' or '\uFEFF' or '(' or ')')).Select(char.ToLowerInvariant));
    }
}
