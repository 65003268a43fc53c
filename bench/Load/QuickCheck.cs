using System.Diagnostics;
using System.Globalization;
using Gongshu.Silo.Verification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace Gongshu.Load;

/// <summary>One count with its bound.</summary>
internal sealed record Counted(string What, double Measured, double AtMost)
{
    public bool Holds => Measured <= AtMost;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Holds ? "ok " : "NOT")} {What}: {Measured:0.##} (at most {AtMost:0.##})");
}

/// <summary>
/// What a machine's speed does not change: round trips, rows, allocations, and that both sides write the same rows and tell the same. Each side does a
/// few applications in this process, on a real server.
/// </summary>
internal static class QuickCheck
{
    private const int Repeats = 30, Tries = 3;

    /// <summary>Bytes of a submission of 20 lines. The product's includes a silo that runs beside it; docs/decisions/0060-benchmark.md tells how far they are from the bound.</summary>
    private const double ProductBytes = 340_000, PeerBytes = 230_000;

    /// <summary>Columns that are the same for the same application; the rest is random (salt, seal) or follows from it.</summary>
    private static readonly (string Table, string Columns)[] Rows =
    [
        ("operations", "encode(t.id, 'hex'), t.abandoned, t.version"),
        ("cases", "t.version, t.status, t.programme, t.applicant, t.applicant_name, t.policy, t.amount, t.lines, t.due_on, t.claimed, t.waiting, t.open_appeals"),
        ("claims", "t.line, t.benefit, t.ordinal, t.slot, t.amount, t.status, t.subject, t.entitlement_key, t.certificate, t.worker, t.certificate_year, t.level, t.migrant, t.stopped, length(t.sealed_detail)"),
        ("certificates", "t.certificate, t.worker, t.live"),
        ("person_tokens", "t.token"),
        ("traces", "t.kind, t.token, t.owner, t.count"),
        ("events", "t.version, t.type, t.actor, t.case_status"),
    ];

    /// <summary>A duplicate costs the peer a case number, so cases are told by the operation that filed them.</summary>
    private static string CaseOf(string table) => table switch
    {
        "operations" or "certificates" => "",
        "events" => "JOIN gongshu.cases c ON c.printed = t.stream",
        _ => "JOIN gongshu.cases c ON c.case_number = t.case_number",
    };

    public static async Task<IReadOnlyList<Counted>> RunAsync()
    {
        await using var bench = await Workbench.OpenAsync();
        var (productAt, peerAt) = (await bench.DatabaseAsync(), await bench.DatabaseAsync());
        var folder = Directory.CreateTempSubdirectory("gongshu-quick-");
        try
        {
            await using var product = await ActorSide.StartAsync(
                [("Database:Provider", "PostgreSql"), ("ConnectionStrings:Gongshu", productAt), ("Data:Directory", folder.FullName)], World.StartAt);
            await using var peer = new PlainSide(peerAt, World.StartAt);
            List<Counted> counts = [.. await CountAsync("actors", product, warmReading: 0, coldReading: 1, duplicate: 1, ProductBytes), .. await CountAsync("peer", peer, 0, 0, duplicate: 2, PeerBytes)];
            foreach (var (table, columns) in Rows)
            {
                var (one, other) = (await ReadAsync(productAt, table, columns), await ReadAsync(peerAt, table, columns));
                counts.Add(new($"rows of {table} that differ between the sides, of {one.Count}", one.Except(other).Concat(other.Except(one)).Count() + (one.Count == 0 ? 1 : 0), 0));
            }
            counts.Add(new("faults that verify finds in what the peer wrote", await FaultsAsync(peerAt, folder.FullName), 0));
            return counts;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Counted>> CountAsync(string name, ISide side, int warmReading, int coldReading, int duplicate, double bytes)
    {
        var dealer = new Dealer();
        var counts = new List<Counted>();
        // The first of a kind prepares statements and takes case numbers.
        for (var i = 0; i < 3; i++) await TripsAsync(side, dealer.Deal(1, 20, 20, duplicates: false)[0], Told.Created, $"first-{i}");
        foreach (var lines in new[] { 1, 20, 200 })
        {
            var (cold, warm, again) = (int.MaxValue, int.MaxValue, int.MaxValue);
            // The least of a few: what else the program does beside it (its clock, the tree over events) adds now and then.
            for (var i = 0; i < Tries; i++)
            {
                var strangers = dealer.Deal(1, lines, 0, duplicates: false)[0];
                var next = strangers with { Skills = [.. strangers.Skills.Select(_ => 1)] };
                cold = Math.Min(cold, await TripsAsync(side, strangers, Told.Created, $"cold-{lines}-{i}"));
                warm = Math.Min(warm, await TripsAsync(side, next, Told.Created, $"warm-{lines}-{i}"));
                again = Math.Min(again, await TripsAsync(side, next, Told.Duplicate, $"again-{lines}-{i}"));
            }
            counts.Add(new($"{name}: round trips of a submission, N={lines}, cold", cold, 1 + coldReading));
            counts.Add(new($"{name}: round trips of a submission, N={lines}, warm", warm, 1 + warmReading));
            counts.Add(new($"{name}: round trips of a duplicate, N={lines}", again, duplicate));
        }
        var allocated = new List<double>();
        for (var i = 0; i < Repeats; i++)
        {
            var prepared = side.Prepare(dealer.Deal(1, 20, 20, duplicates: false)[0], $"alloc-{i}");
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await side.SubmitAsync(prepared);
            allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        counts.Add(new($"{name}: bytes allocated for a submission, N=20, warm", Comparison.Median([.. allocated.Order()]), bytes));
        return counts;
    }

    /// <summary>Commands that Npgsql sent, whoever sent them.</summary>
    private static async Task<int> TripsAsync(ISide side, Roster roster, Told expected, string key)
    {
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Opening a connection, taking case numbers and looking at the clock are not the submission's.
                if (activity.GetTagItem("db.query.text") is string sql && !sql.Contains("case_number_blocks", StringComparison.Ordinal) && !sql.Contains(".meta", StringComparison.Ordinal)
                    && sql.Contains("gongshu.", StringComparison.Ordinal)) Interlocked.Increment(ref trips);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var (told, _) = await side.SubmitAsync(side.Prepare(roster, key));
        return told == expected ? trips : throw new InvalidOperationException($"{key} was told {told}, not {expected}.");
    }

    private static async Task<HashSet<string>> ReadAsync(string connectionString, string table, string columns)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            $"SELECT concat_ws('|', {columns}{(CaseOf(table).Length > 0 ? ", encode(c.operation, 'hex')" : "")}) FROM gongshu.{table} t {CaseOf(table)}");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task<double> FaultsAsync(string connectionString, string folder)
    {
        var settings = TrialKeys.Settings.Concat([("Database:Provider", "PostgreSql"), ("ConnectionStrings:Gongshu", connectionString), ("Data:Directory", folder)]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2))).Build();
        await using var report = new StringWriter();
        var code = await StoreVerification.RunAsync(
            configuration, new HostingEnvironment { EnvironmentName = "Development", ContentRootPath = folder }, json: false, report, report, CancellationToken.None);
        if (code != 0) await Console.Error.WriteLineAsync(report.ToString());
        return code;
    }
}
