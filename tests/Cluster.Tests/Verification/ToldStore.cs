using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Gongshu.Testing.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongshu.Cluster.Tests;

/// <summary>A store in which a little of everything happened, its program stopped, and copies of it that somebody may lay hands on.</summary>
public abstract class ToldStore : IAsyncLifetime, IAsyncDisposable
{
    private readonly TempFolder _data = new("told");

    /// <summary>Two lines; scheduled in the batch's line 1 and paid.</summary>
    public string Paid { get; private set; } = "";

    /// <summary>Scheduled in the batch's line 2, and failed.</summary>
    public string Failed { get; private set; } = "";

    /// <summary>Only submitted.</summary>
    public string Held { get; private set; } = "";

    /// <summary>Returned, and corrected in one of its two lines.</summary>
    public string Corrected { get; private set; } = "";

    public string Folder => _data.ToString();

    public async Task InitializeAsync()
    {
        string[] settings = [$"--Data:Directory={_data}", .. await CreateAsync()];
        await using (var server = await ServerProcess.StartApiAsync([.. settings, "--Clock:StartAt=2018-03-20T10:00:00+08:00"]))
        {
            await TellAsync(await District.OpenAsync(server));
            // While the program runs on it.
            (await Verified.RunAsync(settings)).AssertClean();
            await server.StopAsync();
        }
        (await Verified.RunAsync(settings)).AssertClean();
    }

    public virtual ValueTask DisposeAsync()
    {
        _data.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Verifies a copy after somebody changed it by hand.</summary>
    public abstract Task<Verified> VerifyAfterAsync(Func<DbConnection, Task> change, bool ownProcess = false);

    /// <summary>An empty database, and the settings that name it.</summary>
    protected abstract Task<string[]> CreateAsync();

    private async Task TellAsync(District district)
    {
        var (paid, failed, held, corrected, rejected) = (await FileAsync(district, 2), await FileAsync(district, 1), await FileAsync(district, 1), await FileAsync(district, 2), await FileAsync(district, 1));
        (Paid, Failed, Held, Corrected) = (paid.Number, failed.Number, held.Number, corrected.Number);
        await paid.ApproveAsync();
        await failed.ApproveAsync();
        await rejected.RejectAsync();
        (await corrected.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await corrected.MustAsync(corrected.Applicant.Caller, "resubmission",
            Forms.SkillUpgrade(corrected.Applicant, Forms.UpgradeLine(corrected.People[0]), Forms.UpgradeLine(corrected.People[1], "technician", 2)), "submitted");

        await district.MoveClockAsync("2018-04-02T09:00:00+08:00");
        var settled = (await district.Finance.Caller.PostAsync("/windows/2018Q1/settlement", new JsonObject { ["carryUndecided"] = true })).Expect(HttpStatusCode.Created);
        var batch = new Batch(district, settled["batch"]!).AssertAddsUp(paid, failed);
        await batch.ReleaseAsync();
        var results = new JsonObject
        {
            ["results"] = new JsonArray(
                new JsonObject { ["batchLine"] = 1, ["outcome"] = "paid", ["paidOn"] = "2018-04-02" },
                new JsonObject { ["batchLine"] = 2, ["outcome"] = "failed", ["code"] = "account-closed" }),
        };
        (await district.Finance.Caller.PostAsync($"/batches/{batch.Id}/results", results)).Expect(HttpStatusCode.OK);
    }

    private static async Task<Case> FileAsync(District district, int lines)
    {
        var employer = await district.RegisterAsync("employer");
        var people = district.Persons(lines);
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. people.Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]));
        filed.People = people;
        return filed;
    }
}

public sealed class ToldOnSqlite : ToldStore
{
    public override async Task<Verified> VerifyAfterAsync(Func<DbConnection, Task> change, bool ownProcess = false)
    {
        using var copy = new TempFolder("touched");
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Copy(file, copy[Path.GetFileName(file)]);
        await using (var connection = new SqliteConnection($"Data Source={copy["ledger.db"]};Pooling=False"))
        {
            await connection.OpenAsync();
            await change(connection);
        }
        return await Verified.RunAsync(ownProcess, $"--Data:Directory={copy}");
    }

    protected override Task<string[]> CreateAsync() => Task.FromResult<string[]>([]);
}

public sealed class ToldOnPostgreSql : ToldStore
{
    private PostgresDatabase? _database;

    public override async Task<Verified> VerifyAfterAsync(Func<DbConnection, Task> change, bool ownProcess = false)
    {
        await using var copy = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(_database!.Name);
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(copy.ConnectionString) { SearchPath = "gongshu", Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await change(connection);
        }
        return await Verified.RunAsync(ownProcess, [$"--Data:Directory={Folder}", .. Settings(copy)]);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<string[]> CreateAsync() => Settings(_database = await PostgresDatabase.CreateAsync());

    private static string[] Settings(PostgresDatabase database) => ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={database.ConnectionString}"];
}
