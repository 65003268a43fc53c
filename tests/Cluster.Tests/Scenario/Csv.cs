using System.Text;

namespace Gongshu.Cluster.Tests;

/// <summary>Reads RFC 4180 as a bank would: nothing of it is the program's own code.</summary>
internal static class Csv
{
    /// <summary>The rows; a byte order mark and CRLF are demanded of the file.</summary>
    public static List<string[]> Parse(byte[] file)
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        var text = Encoding.UTF8.GetString(file, 3, file.Length - 3);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return [.. text[..^2].Split("\r\n").Select(Cells)];
    }

    private static string[] Cells(string row)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && quoted && i + 1 < row.Length && row[i + 1] == '"') cell.Append(row[i++]);
            else if (row[i] == '"') quoted = !quoted;
            else if (row[i] != ',' || quoted) cell.Append(row[i]);
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
