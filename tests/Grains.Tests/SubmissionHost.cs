using System.Security.Cryptography;
using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo;
using Gongshu.Testing.Samples;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime;

namespace Gongshu.Grains.Tests;

/// <summary>A whole silo in this process on a real database, whose commits can be made to fail and whose deadlines to come.</summary>
internal sealed class SubmissionHost : IAsyncDisposable
{
    private static readonly Actor Admin = new("u-admin", "管理员", Roles.Admin, null);
    private static readonly SamplePeople People = new(seed: 83);

    private readonly IHost _host;
    private readonly WindowsStore _store;
    private readonly SubmissionHoldFilter _holds;

    private SubmissionHost(IHost host, WindowsStore store, SubmissionTime time, SubmissionFaults faults, SubmissionHoldFilter holds) =>
        (_host, _store, Time, Faults, _holds) = (host, store, time, faults, holds);

    public SubmissionTime Time { get; }

    public SubmissionFaults Faults { get; }

    /// <summary>How often a subject answered that somebody else holds a key.</summary>
    public int ForeignHolds => _holds.Foreign;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ILedger Ledger => _host.Services.GetRequiredService<ILedger>();

    /// <summary>How often a subject was asked for a hold by a message.</summary>
    public int HoldMessages => _holds.Asked;

    /// <summary>The messages about holds that came to this silo's subjects and to its desk.</summary>
    public SubmissionHoldFilter Messages => _holds;

    public SiloAddress Silo => _host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>How many silos this one knows to be at work.</summary>
    public int Silos => _host.Services.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length;

    /// <summary>Where this silo expects the person's grain.</summary>
    public SiloAddress Expected(int person) => _host.Services.GetRequiredService<SubjectDesks>().For(Worker(person))?.Silo ?? Silo;

    /// <summary>Where a grain is active; null: nowhere.</summary>
    public async Task<SiloAddress?> WhereAsync(IAddressable grain) => (await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain));

    /// <summary>The policy clock.</summary>
    public DateTimeOffset Now => _host.Services.GetRequiredService<IPolicyClock>().Now;

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Guards Guards => _host.Services.GetRequiredService<Guards>();

    public static async Task<SubmissionHost> StartAsync(WindowsStore store, string clusterId = "test")
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(
            store.Settings.Append(new("Orleans:ClusterId", clusterId)).Append(new("Clock:StartAt", "2018-03-05T09:00:00+08:00")));
        builder.Logging.ClearProviders();
        builder.AddGongshuSilo();
        var (time, faults, holds) = (new SubmissionTime(), new SubmissionFaults(), new SubmissionHoldFilter());
        Put(builder.Services, time, faults, holds);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new SubmissionHost(host, store, time, faults, holds);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>An employer of the district.</summary>
    public async Task<string> EmployerAsync(int index)
    {
        var organisation = People.Enterprise(index);
        var form = new EnterpriseForm
        {
            Name = organisation.Name,
            Kinds = [EnterpriseKind.Employer],
            InDistrict = true,
            Bank = new BankAccount(organisation.BankName, organisation.Name, organisation.AccountNumber),
        };
        Assert.Null((await Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(organisation.Uscc)).Put(form, Admin, null)).Refusal);
        return organisation.Uscc;
    }

    public async Task<string[]> EmployersAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(EmployerAsync));

    /// <summary>A subsidy for a new certificate, for each of these persons.</summary>
    public static ApplicationForm Form(string applicant, IEnumerable<int> persons, SkillLevel level = SkillLevel.Senior) => new()
    {
        Programme = Programme.SkillUpgrade,
        Applicant = applicant,
        Contact = new Contact("测试联系人", null),
        Lines = [.. persons.Select((person, i) => Line(i + 1, People[person], level))],
        Documents = [.. ApplicationsSamples.Papers.Select(kind => new DocumentGiven(kind, null, OnPaper: true))],
    };

    /// <summary>Where the submissions under this key run.</summary>
    public ISubmissionGrain Submission(string key) => Grains.GetGrain<ISubmissionGrain>(GrainKeys.Submission(HexOf(key)));

    public Task<Answer<CaseView>> SubmitAsync(ApplicationForm form, string key)
    {
        var hex = HexOf(key);
        var actor = new Actor("u-counter", "测试经办", Roles.Handler, null);
        return Submission(key).Submit(
            new SubmitApplication(form, new OperationKey(hex, []), actor, _host.Services.GetRequiredService<IPolicyClock>().Now));
    }

    /// <summary>As a patient client: the same again as long as nothing could be said.</summary>
    public async Task<Answer<CaseView>> SubmitPatientlyAsync(ApplicationForm form, string key)
    {
        while (true)
        {
            var answer = await SubmitAsync(form, key);
            if (answer.Refusal?.Code != ProblemCode.Unavailable) return answer;
        }
    }

    /// <summary>The person's subject.</summary>
    public IWorkerGrain Worker(int person)
    {
        Assert.True(ResidentId.TryParse(People[person].IdNumber, DateOnly.MaxValue, out var id));
        return Grains.GetGrain<IWorkerGrain>(GrainKeys.Worker(_host.Services.GetRequiredService<Pseudonymiser>().Worker(id)));
    }

    /// <summary>The person's claims as their subject shows them to staff.</summary>
    public async Task<ClaimView[]> HistoryAsync(int person) =>
        (await Worker(person).History(new HistoryQuery(null, null, null, null, null, 200), Admin)).Value?.Items ?? [];

    public async Task<CaseNumber[]> CasesOfAsync(int person) => Array.ConvertAll(await HistoryAsync(person), claim => claim.CaseNumber);

    public async Task<ClaimStatus[]> StatusesOfAsync(int person) => Array.ConvertAll(await HistoryAsync(person), claim => claim.Status);

    /// <summary>Somebody else holds what an application for this person needs.</summary>
    public async Task HoldAsync(int person, string holder = "stranger")
    {
        Assert.Equal(HoldVerdict.Granted, (await TryHoldAsync(person, holder)).Verdict);
    }

    public async Task<HoldAnswer> TryHoldAsync(int person, string holder)
    {
        string[] keys = ["skillUpgrade:6-18-02-04:senior"];
        var answer = await Worker(person).TryHold(new HoldRequest(holder, keys, null));
        return answer.Verdict == HoldVerdict.Cold ? await Worker(person).TryHold(new HoldRequest(holder, keys, [])) : answer;
    }

    /// <summary>Every activation that does nothing just now is dropped, with its memory.</summary>
    public Task DeactivateAllAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public Task DropUniqueIndexAsync() => ExecuteAsync("DROP INDEX claims_one_live", "DROP INDEX gongshu.claims_one_live");

    /// <summary>Keys on which more than one claim is live.</summary>
    public async Task<long> DuplicatesAsync()
    {
        const string Select = "SELECT count(*) FROM (SELECT 1 FROM {0}claims WHERE slot = 0 GROUP BY subject, entitlement_key HAVING count(*) > 1) d";
        return Convert.ToInt64(await ExecuteAsync(Select.Replace("{0}", "", StringComparison.Ordinal), Select.Replace("{0}", "gongshu.", StringComparison.Ordinal)));
    }

    public async Task<CaseRow[]> CasesAsync(string applicant) =>
        (await Ledger.ListCasesAsync(new CaseFilter(Applicant: applicant), new PageRequest(null, 200), CancellationToken.None)).Items;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void Put(IServiceCollection services, SubmissionTime time, SubmissionFaults faults, SubmissionHoldFilter holds)
    {
        var real = services.Last(service => service.ServiceType == typeof(ILedger));
        services.Remove(real);
        services.AddKeyedSingleton(nameof(SubmissionFaults), (provider, _) => (ILedger)real.ImplementationFactory!(provider));
        services.AddSingleton(provider => SubmissionLedger.Around(provider.GetRequiredKeyedService<ILedger>(nameof(SubmissionFaults)), faults));
        // Only what the protocol waits by; Orleans keeps the machine's time.
        services.AddSingleton(provider => new SubjectServices(
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<IPolicyClock>(), time, provider.GetRequiredService<Guards>(),
            provider.GetRequiredService<SubjectSlots>()));
        services.AddSingleton(provider => new SubmissionServices(
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<RefusalQueue>(), provider.GetRequiredService<HistoryQueue>(),
            provider.GetRequiredService<Pseudonymiser>(), time, provider.GetRequiredService<SubjectSlots>(),
            provider.GetRequiredService<SubjectDesks>(), provider.GetRequiredService<SubjectNews>(), provider.GetRequiredService<Guards>()));
        services.AddSingleton<IIncomingGrainCallFilter>(holds);
        // No window's reminder among what a test counts.
        services.AddSingleton(new AttendanceSettings(TimeSpan.FromHours(1)));
    }

    private async Task<object?> ExecuteAsync(string onSqlite, string onPostgreSql)
    {
        var settings = _store.Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        await using System.Data.Common.DbConnection connection = settings.TryGetValue("ConnectionStrings:Gongshu", out var postgres)
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(settings["Data:Directory"]!, "ledger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = postgres is null ? onSqlite : onPostgreSql;
        return await command.ExecuteScalarAsync();
    }

    private static string HexOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static RosterLine Line(int line, SamplePerson person, SkillLevel level) => new()
    {
        Line = line,
        Worker = new Person(person.Name, person.IdNumber, null, false),
        Certificate = new Certificate($"{person.CertificateNumber}{(int)level}", new Occupation("6-18-02-04", "焊工"), level, new DateOnly(2018, 2, 11), null),
        Employment = new Employment(new DateOnly(2016, 7, 1), null, true, null),
        SignedByWorker = true,
    };
}

/// <summary>Sees how subjects answer, and counts what is said to them and to the desk of their silo.</summary>
internal sealed class SubmissionHoldFilter : IIncomingGrainCallFilter
{
    private int _foreign, _asked, _askedDesk, _confirmed, _confirmedDesk, _askedFacts;

    public int Foreign => Volatile.Read(ref _foreign);

    /// <summary>How often a subject was asked for a hold by a message.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often the desk was asked for holds.</summary>
    public int AskedDesk => Volatile.Read(ref _askedDesk);

    /// <summary>How often a subject was told by a message that its holder is committed.</summary>
    public int Confirmed => Volatile.Read(ref _confirmed);

    /// <inheritdoc cref="Confirmed"/>
    public int ConfirmedDesk => Volatile.Read(ref _confirmedDesk);

    /// <summary>How often the intake was asked for its days, or an enterprise for its profile.</summary>
    public int AskedFacts => Volatile.Read(ref _askedFacts);

    /// <summary>True: the desk cannot be reached, as on a silo of before there were desks.</summary>
    public bool DeskIsAway { get; set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var atDesk = context.Grain is ISubjectDesk;
        if (atDesk && DeskIsAway) throw new SiloUnavailableException("planned");
        await context.Invoke();
        if (context.MethodName is nameof(IIntakeGrain.At) or nameof(IEnterpriseGrain.Profile)) Interlocked.Increment(ref _askedFacts);
        if (context.Result is HoldAnswer) Interlocked.Increment(ref _asked);
        if (context.Result is HoldAnswer[]) Interlocked.Increment(ref _askedDesk);
        if (context.Result is HoldAnswer { Verdict: HoldVerdict.ForeignHold }) Interlocked.Increment(ref _foreign);
        if (context.MethodName != nameof(IClaimSubject.Confirm)) return;
        if (atDesk) Interlocked.Increment(ref _confirmedDesk);
        else if (context.Grain is IClaimSubject) Interlocked.Increment(ref _confirmed);
    }
}
