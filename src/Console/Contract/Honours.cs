namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /honours/{year}</c>: a model unit, 三(七).</summary>
public sealed record Honour(int Year, Organisation Enterprise, string Clause, string Grounds, OfficialDocument Document, DateOnly HonouredOn, int Version)
{
    public static string Path(string year, string uscc) => $"{YearPath(year)}/enterprises/{Uri.EscapeDataString(uscc)}";

    public static string YearPath(string year) => $"/honours/{Uri.EscapeDataString(year)}";
}

/// <summary><c>GET /honours/{year}/shortlist</c>.</summary>
/// <param name="Tied">How many have this rank.</param>
public sealed record Shortlisted(int Rank, int Tied, Organisation Enterprise, int HighSkilledWorkers, bool Honoured);

public sealed record HonourPut(string Grounds, OfficialDocument Document);
