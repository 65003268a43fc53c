using System.Globalization;

namespace Gongshu.Policy.Tests;

/// <summary>Rows of the tab-separated vectors, and the days and files that many tests need.</summary>
internal static class Vectors
{
    public static readonly DateOnly Today = new(2018, 3, 5);

    public static string FilePath(string name) => Path.Combine(AppContext.BaseDirectory, name);

    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadAllLines(FilePath(Path.Combine("Vectors", file))).Skip(1).Where(row => row.Length > 0).Select(row => row.Split('\t'));

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static WorkingDayCalendar Calendar { get; } =
        CalendarFile.Load(FilePath("policies/working-days-cn.json")).ContentOrThrow("working-days-cn.json");
}
