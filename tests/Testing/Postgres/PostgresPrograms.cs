using Gongshu.Testing.Processes;

namespace Gongshu.Testing.Postgres;

/// <summary>Finds PostgreSQL's programs and runs them; they refuse to run as root, so root runs them as the user <c>postgres</c>.</summary>
internal static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";
    private const int OldestVersion = 15;
    private static readonly string Folder = Find();

    /// <summary>Runs one of the programs, e.g. <c>pg_ctl</c>, to its end.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments)
    {
        var file = Path.Combine(Folder, program);
        return IsRoot
            ? Tool.RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", file, .. arguments])
            : Tool.RunAsync(file, arguments);
    }

    /// <summary>Gives a folder to the user that the programs run as.</summary>
    public static Task OwnAsync(string folder) => IsRoot ? Tool.RunAsync("chown", "postgres:postgres", folder) : Task.CompletedTask;

    /// <summary>A folder for temporary files that the user of the programs can reach, with a path short enough for a socket.</summary>
    public static string TemporaryFiles => IsRoot ? "/tmp" : Path.GetTempPath();

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("GONGSHU_POSTGRES_BIN") is { Length: > 0 } given)
        {
            return given;
        }

        var versions = Directory.Exists(Debian) ? new DirectoryInfo(Debian).GetDirectories() : [];
        return versions
            .Where(folder => int.TryParse(folder.Name, out var version) && version >= OldestVersion
                && File.Exists(Path.Combine(folder.FullName, "bin", "initdb")))
            .OrderBy(folder => int.Parse(folder.Name))
            .Select(folder => Path.Combine(folder.FullName, "bin"))
            .FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"PostgreSQL {OldestVersion} or newer is not installed. ./gongshu test installs it; GONGSHU_POSTGRES_BIN names another folder.");
    }
}
