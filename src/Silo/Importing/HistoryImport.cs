using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongshu.Documents;
using Gongshu.Documents.Histories;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Clock;
using Gongshu.Grains.Importing;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Importing;

/// <summary>What the command import was asked.</summary>
/// <param name="By">Who imports; stands in the audit.</param>
public sealed record HistoryImportAsked(string Path, bool DryRun, bool Json, bool AcceptAmounts, string By);

/// <summary>The command import: payments of paper years, so that they block their duplicates. On SQLite of a stopped system, on PostgreSQL beside a running one.</summary>
public static class HistoryImport
{
    private static readonly JsonSerializerOptions Printed = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The exit code: 0 when imported (or, of a dry run, could be), 1 when rows are at fault, 2 when file or store could not be read.</returns>
    public static async Task<int> RunAsync(
        HistoryImportAsked asked, IConfiguration configuration, IHostEnvironment environment, TextWriter output, TextWriter complaints, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(asked);
        try
        {
            var bytes = await ReadAsync(asked.Path, cancellation);
            var settings = SiloSettings.Read(configuration, environment);
            using var folder = await HoldAsync(settings, cancellation);
            await using var provider = ServicesOf(settings, configuration, environment);
            var missing = provider.GetRequiredService<LedgerSchema>().Missing();
            if (missing.Count > 0) throw new StartupRefusedException([.. missing.Select(name => $"The ledger's schema lacks {name}: run the migrate command.")]);
            foreach (var check in provider.GetServices<IStartupCheck>())
                if (await check.FaultsAsync(cancellation) is { Count: > 0 } wrong) throw new StartupRefusedException([.. wrong]);
            var ledger = provider.GetRequiredService<ILedger>();
            var now = await PolicyClock.PeekAsync(TimeProvider.System, ledger, cancellation);
            var (faults, omitted, report, ignored) = await ImportAsync(asked, bytes, provider, now, cancellation);
            await output.WriteAsync(asked.Json ? Json(asked, report, faults, omitted, ignored) : Plain(asked, report, faults, omitted, ignored));
            return faults.Length > 0 ? 1 : 0;
        }
        catch (StartupRefusedException refused)
        {
            return await ComplainAsync(complaints, refused.Faults);
        }
        catch (LedgerUnavailableException fault)
        {
            return await ComplainAsync(complaints, [fault.Message]);
        }
    }

    private static async Task<(ImportFault[] Faults, int Omitted, ImportReport? Report, string[] Ignored)> ImportAsync(
        HistoryImportAsked asked, byte[] bytes, ServiceProvider provider, DateTimeOffset now, CancellationToken cancellation)
    {
        var read = PaidClaimsImport.Read(bytes, PolicyTime.DayOf(now));
        if (read.Unreadable is { } reason) throw new StartupRefusedException($"{asked.Path}: {reason.Zh} {reason.En}");
        var file = read.Content!;
        var wrong = Array.ConvertAll(file.Errors, fault => new ImportFault(fault.Row, fault.Column, fault.Code, fault.Zh, fault.En));
        // With faults in the file the rest is only looked at, so that all faults are told at once.
        var order = new ImportOrder(file.Claims, SHA256.HashData(bytes), asked.DryRun || wrong.Length > 0, asked.AcceptAmounts, new Officer("import", asked.By), now);
        var importer = ActivatorUtilities.CreateInstance<PaidClaimImporter>(provider);
        var report = await importer.RunAsync(order, cancellation);
        return ([.. wrong.Concat(report.Faults).OrderBy(fault => fault.Row)], file.ErrorsOmitted, report, file.IgnoredColumns);
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > SpreadsheetFile.MostBytes }) throw new StartupRefusedException($"'{path}' has more than {FileCap.Shown}: split it.");
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException($"'{path}' cannot be read.", fault);
        }
    }

    /// <summary>An embedded store belongs to one process; the import waits for nobody and says so.</summary>
    private static async Task<DataFolder?> HoldAsync(SiloSettings settings, CancellationToken cancellation)
    {
        if (settings.Database.Provider != DatabaseProvider.Sqlite) return null;
        if (!File.Exists(settings.Data.LedgerFile)) throw new StartupRefusedException($"There is no ledger at '{settings.Data.LedgerFile}': start the system once, or run the migrate command.");
        var folder = new DataFolder(settings);
        await folder.RunAsync(cancellation);
        return folder;
    }

    private static ServiceProvider ServicesOf(SiloSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!KeyServices.AreThere(settings, configuration))
            throw new StartupRefusedException("The keys of this store are neither configured (Keys:Pseudonym, Keys:Encryption:1) nor in its data folder.");
        var services = new ServiceCollection();
        services.AddKeys(settings, configuration, environment);
        services.AddPolicies(configuration);
        services.AddGongshuLedger(LedgerOptions.From(configuration) with { DataDirectory = settings.Data.Directory });
        return services.BuildServiceProvider();
    }

    private static string Json(HistoryImportAsked asked, ImportReport? report, ImportFault[] faults, int omitted, string[] ignored) => JsonSerializer.Serialize(new
    {
        dryRun = asked.DryRun,
        imported = faults.Length == 0 && !asked.DryRun,
        alreadyImported = report?.AlreadyImported ?? false,
        claims = report?.Claims ?? 0,
        total = report?.Total.ToYuan() ?? 0,
        cases = report?.Cases.Select(number => number.ToString()) ?? [],
        ignoredColumns = ignored,
        errors = faults.Select(fault => new { row = fault.Row, column = fault.Column, code = fault.Code, detail = fault.Zh }),
        errorsOmitted = omitted,
    }, Printed) + "\n";

    private static string Plain(HistoryImportAsked asked, ImportReport? report, ImportFault[] faults, int omitted, string[] ignored)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var fault in faults) text.WriteLine($"第 {fault.Row} 行 {fault.Column}: {fault.Code} {fault.Zh} {fault.En}");
        if (omitted > 0) text.WriteLine($"... and {omitted} more.");
        if (ignored.Length > 0) text.WriteLine($"Columns that were not read: {string.Join("、", ignored)}");
        text.WriteLine(faults.Length > 0 ? $"{faults.Length + omitted} faults; nothing was imported."
            : report!.AlreadyImported ? "This file was imported before; nothing was changed."
            : asked.DryRun ? $"{report.Claims} payments ({report.Total} yuan) in {report.CaseCount} cases could be imported. Nothing was stored."
            : $"Imported {report.Claims} payments ({report.Total} yuan) in {report.CaseCount} cases, {report.Cases.FirstOrDefault()} to {report.Cases.LastOrDefault()}.");
        return text.ToString();
    }

    private static async Task<int> ComplainAsync(TextWriter complaints, IEnumerable<string> faults)
    {
        await complaints.WriteLineAsync("Gongshu cannot import:");
        foreach (var fault in faults) await complaints.WriteLineAsync($"  - {fault}");
        return 2;
    }
}
