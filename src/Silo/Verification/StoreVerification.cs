using Gongshu.Grains.Verification;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Verification;

/// <summary>The command verify: opens the configured store as it stands now, beside whoever uses it, and writes nothing to it.</summary>
public static class StoreVerification
{
    /// <param name="output">Gets the report.</param>
    /// <param name="complaints">Gets why the store could not be examined.</param>
    /// <param name="json">The report for machines.</param>
    /// <returns>The exit code: 0 when every invariant holds, 1 when one does not, 2 when the store could not be read.</returns>
    public static async Task<int> RunAsync(
        IConfiguration configuration, IHostEnvironment environment, bool json, TextWriter output, TextWriter complaints, CancellationToken cancellation)
    {
        try
        {
            var report = await ExamineAsync(configuration, environment, cancellation);
            await output.WriteAsync(json ? VerificationText.Json(report) : VerificationText.Plain(report));
            return report.Holds ? 0 : 1;
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

    private static async Task<VerificationReport> ExamineAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken cancellation)
    {
        var settings = SiloSettings.Read(configuration, environment);
        if (settings.Database.Provider == DatabaseProvider.Sqlite && !File.Exists(settings.Data.LedgerFile))
            throw new StartupRefusedException($"There is no ledger at '{settings.Data.LedgerFile}'.");
        if (!KeyServices.AreThere(settings, configuration))
            throw new StartupRefusedException("The keys of this store are neither configured (Keys:Pseudonym, Keys:Encryption:1) nor in its data folder.");

        var services = new ServiceCollection();
        services.AddKeys(settings, configuration, environment);
        services.AddPolicies(configuration);
        services.AddGongshuLedger(LedgerOptions.From(configuration) with { DataDirectory = settings.Data.Directory });
        await using var provider = services.BuildServiceProvider();

        var missing = provider.GetRequiredService<LedgerSchema>().Missing();
        if (missing.Any(name => name.EndsWith(".sql", StringComparison.Ordinal)))
            throw new StartupRefusedException([.. missing.Select(name => $"The ledger's schema lacks {name}: run the migrate command.")]);
        var plan = IntakeCalendar.Of(PolicySet.Of(provider.GetRequiredService<Grains.Submission.PolicyBook>().All).ContentOrThrow("The set of policies"));
        await using var snapshot = await provider.GetRequiredService<ILedger>().OpenSnapshotAsync(cancellation);
        return await StoreExaminer.ExamineAsync(snapshot, plan, missing, cancellation);
    }

    private static async Task<int> ComplainAsync(TextWriter complaints, IEnumerable<string> faults)
    {
        await complaints.WriteLineAsync("Gongshu cannot read the store:");
        foreach (var fault in faults) await complaints.WriteLineAsync($"  - {fault}");
        return 2;
    }
}
