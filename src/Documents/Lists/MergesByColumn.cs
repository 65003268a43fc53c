using Gongshu.Documents.Spreadsheets;

namespace Gongshu.Documents.Lists;

/// <summary>
/// Which columns of a list are merged in a row. A file may hold a million merged ranges over as many rows, so rows are asked for in ascending order,
/// and each range is looked at once for each column: what counts of those that began is how far down the longest reaches.
/// </summary>
internal sealed class MergesByColumn<TColumn>
    where TColumn : struct, Enum
{
    private readonly MergedCells[] _byFirstRow;
    private readonly (TColumn Column, int Place)[] _columns;

    // For each column the range that reaches farthest down, -1 before the first.
    private readonly int[] _longest;
    private int _begun;

    public MergesByColumn(IReadOnlyList<MergedCells> merged, IReadOnlyDictionary<TColumn, int> places)
    {
        _byFirstRow = [.. merged.OrderBy(range => range.FirstRow)];
        _columns = [.. places.Select(place => (place.Key, place.Value))];
        _longest = [.. _columns.Select(_ => -1)];
    }

    /// <summary>The first column of each range that covers one in this row; of ranges that overlap, the longest.</summary>
    /// <param name="row">Not before the one that was asked for last.</param>
    public IEnumerable<TColumn> Of(int row)
    {
        for (; _begun < _byFirstRow.Length && _byFirstRow[_begun].FirstRow <= row; _begun++) Begin(_begun);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_longest[i] >= 0 && _byFirstRow[_longest[i]].LastRow >= row && Array.IndexOf(_longest, _longest[i]) == i) yield return _columns[i].Column;
        }
    }

    private void Begin(int range)
    {
        var cells = _byFirstRow[range];
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Place < cells.FirstColumn || _columns[i].Place > cells.LastColumn) continue;
            if (_longest[i] < 0 || _byFirstRow[_longest[i]].LastRow < cells.LastRow) _longest[i] = range;
        }
    }
}
