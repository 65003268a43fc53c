namespace Gongshu.Documents.Spreadsheets;

/// <summary>
/// Text that a spreadsheet would run as a formula: it begins with <c>= + - @</c>, a tab or a carriage return. Written to a CSV it gets an
/// apostrophe in front; read from one the apostrophe goes again, so that what was exported comes back as it was.
/// </summary>
public static class FormulaText
{
    /// <summary>Whether the text begins like one, and so gets the apostrophe.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>As it stands in the cell: without the apostrophe in front of a formula or a number, and without the <c>="…"</c> by which text is forced.</summary>
    public static string Undo(string cell)
    {
        if (cell.Length > 1 && cell[0] == '\'' && (IsFormula(cell[1..]) || char.IsAsciiDigit(cell[1]))) return cell[1..];
        if (cell.Length >= 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell[^1] == '"') return cell[2..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
        return cell;
    }
}
