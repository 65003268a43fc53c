using System.Reflection;
using Gongshu.Silo;

namespace Gongshu.Api.Composition;

/// <summary>What the program can be told to do. Every further argument is a setting as ASP.NET Core takes them.</summary>
internal static class Commands
{
    private const string Usage = """
        Usage: Gongshu.Api [COMMAND] [SETTINGS...]

          run       start the system (the default)
          demo      the same inside the 2018 Q1 window, with made-up sample data
          migrate   bring the database's schema up to date and end
          verify    check the store's invariants, beside whoever uses it: --json for machines; ends with 0, 1 (one does not hold) or 2 (cannot be read)
          import    take payments of paper years from a list: FILE.csv|FILE.xlsx [--dry-run] [--json] [--accept-amounts] [--by=NAME]; ends with 0, 1 (rows at fault) or 2 (cannot be read)
          token     print a token of the development issuer: --sub u-1 --name 王芳 --roles handler,finance --org 9133…|*

        Settings are those of ASP.NET Core, for example
          --urls http://127.0.0.1:5080 --Data:Directory=/some/folder --Clock:StartAt=2018-03-05T09:00:00+08:00
          --Database:Provider=PostgreSql --ConnectionStrings:Gongshu=…
        """;

    /// <returns>The exit code: 0, 1 for a refused start, 2 for a wrong command line; those of verify are its own.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var command = args is [{ } first, ..] && !first.StartsWith('-') ? first : null;
        var settings = command is null ? args : args[1..];
        if (settings.Contains("--help") || settings.Contains("-h")) command = "help";
        else if (command is null && args is ["--version", ..]) command = "version";

        switch (command)
        {
            case null or "run":
                return await GongshuSilo.RunGongshuAsync(() => GongshuHost.Build(settings, demo: false));
            case "demo":
                return await GongshuSilo.RunGongshuAsync(() => GongshuHost.Build(settings, demo: true));
            case "migrate":
                return await GongshuSilo.RunGongshuAsync(() => GongshuHost.BuildForMigration(settings));
            case "verify":
                return await VerifyCommand.RunAsync(settings);
            case "import":
                return await ImportCommand.RunAsync(settings);
            case "token":
                return await TokenCommand.RunAsync(settings);
            case "help":
                await Console.Out.WriteLineAsync(Usage);
                return 0;
            case "version":
                await Console.Out.WriteLineAsync(typeof(Commands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");
                return 0;
            default:
                await Console.Error.WriteLineAsync($"Unknown command '{command}'.\n\n{Usage}");
                return 2;
        }
    }
}
