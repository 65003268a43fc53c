using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo;
using Gongshu.Testing.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

/// <summary>A whole silo in this process on a database of its own, its policy clock inside the first window of 2018, with faults to order.</summary>
internal sealed class RegistriesHost : IAsyncDisposable
{
    public static readonly Actor Handler = Staff(Roles.Handler, "u-handler");
    public static readonly Actor Admin = Staff(Roles.Admin, "u-admin");
    public static readonly Actor Auditor = Staff(Roles.Auditor, "u-auditor");

    private readonly WindowsStore _store;
    private readonly IHost _host;
    private int _operations;

    private RegistriesHost(WindowsStore store, IHost host, RegistriesFaults faults) => (_store, _host, Faults) = (store, host, faults);

    public RegistriesFaults Faults { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ILedger Ledger => _host.Services.GetRequiredService<ILedger>();

    public IPolicyClock Clock => _host.Services.GetRequiredService<IPolicyClock>();

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public ICaseListGrain Lists => Grains.GetGrain<ICaseListGrain>(0);

    public ICalendarGrain Calendar => Grains.GetGrain<ICalendarGrain>(GrainKeys.WorkingDays);

    public static async Task<RegistriesHost> StartAsync(WindowsStore store)
    {
        var faults = new RegistriesFaults();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(store.Settings.Append(new("Clock:StartAt", "2018-03-05T09:00:00+08:00")));
        builder.Logging.ClearProviders();
        builder.AddGongshuSilo();
        Wrap<IGrainStorage>(builder.Services, RegistryStorageName.Value, faults.Around);
        Wrap<ILedger>(builder.Services, null, faults.Around);
        var host = builder.Build();
        await host.StartAsync();
        return new RegistriesHost(store, host, faults);
    }

    /// <summary>The same database under a new silo.</summary>
    public async Task<RegistriesHost> RestartAsync()
    {
        await StopAsync();
        return await StartAsync(_store);
    }

    public IEnterpriseGrain Enterprise(string uscc) => Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(uscc));

    public IMasterStudioGrain Studio(string id) => Grains.GetGrain<IMasterStudioGrain>(GrainKeys.MasterStudio(id));

    public ICompetitionGrain Competition(string id) => Grains.GetGrain<ICompetitionGrain>(GrainKeys.Competition(id));

    public ITrainingPlanGrain Plan(string id) => Grains.GetGrain<ITrainingPlanGrain>(GrainKeys.TrainingPlan(id));

    /// <summary>An employer of the district with an account.</summary>
    public async Task<EnterpriseView> RegisterAsync(SampleOrganisation organisation)
    {
        var answer = await Enterprise(organisation.Uscc).Put(FormOf(organisation), Handler, null);
        return answer.Value ?? throw new InvalidOperationException($"Refused: {answer.Refusal!.Code}.");
    }

    /// <summary>One application under 三(二) for these persons, by the portal of the organisation.</summary>
    public async Task<CaseView> SubmitAsync(SampleOrganisation applicant, params SamplePerson[] people)
    {
        var operation = new OperationKey(OperationId.Of(applicant.Uscc, "POST", "/applications", $"{Interlocked.Increment(ref _operations)}").Hex, "{}"u8.ToArray());
        var command = new SubmitApplication(ApplicationOf(applicant, people), operation, Portal(applicant.Uscc), Clock.Now);
        var answer = await Grains.GetGrain<ISubmissionGrain>(GrainKeys.Submission(operation.Hex)).Submit(command);
        return answer.Value ?? throw new InvalidOperationException($"Refused: {answer.Refusal!.Code} {string.Join("; ", answer.Refusal.Errors?.Select(e => e.ToString()) ?? [])}.");
    }

    /// <summary>The audit entries of a type that are about a subject, oldest first: their bodies.</summary>
    public async Task<string[]> AuditAsync(string type, string subject)
    {
        var page = await Ledger.ListEventsAsync(new EventFilter(null, type, null, null), new PageRequest(null, 200), CancellationToken.None);
        return [.. page.Items.Select(stored => System.Text.Encoding.UTF8.GetString(stored.Body)).Where(body => body.Contains($"\"{subject}\"", StringComparison.Ordinal)).Reverse()];
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static EnterpriseForm FormOf(SampleOrganisation organisation) => new()
    {
        Name = organisation.Name,
        Kinds = [EnterpriseKind.Employer],
        InDistrict = true,
        LegalRepresentative = new NamedPerson("测试法人"),
        Contact = new Contact("测试联系人", "12000001234"),
        Bank = AccountOf(organisation),
    };

    public static BankAccount AccountOf(SampleOrganisation organisation) => new(organisation.BankName, organisation.Name, organisation.AccountNumber);

    private static ApplicationForm ApplicationOf(SampleOrganisation applicant, SamplePerson[] people) => new()
    {
        Programme = Programme.SkillUpgrade,
        Applicant = applicant.Uscc,
        Contact = new Contact("测试联系人", "12000001234"),
        Lines =
        [
            .. people.Select((person, i) => new RosterLine
            {
                Line = i + 1,
                Worker = new Person(person.Name, person.IdNumber, person.Phone, Migrant: false),
                Certificate = new Certificate(person.CertificateNumber, new Occupation("6-18-02-04", "焊工"), SkillLevel.Senior, Day("2018-02-11"), applicant.Uscc),
                Employment = new Employment(Day("2016-07-01"), null, SocialInsuranceInHangzhou: true, "焊工"),
                SignedByWorker = true,
            }),
        ],
        Documents =
        [
            .. new[]
            {
                DocumentKind.IdentityDocument, DocumentKind.LabourContract, DocumentKind.SocialInsuranceProof, DocumentKind.CertificateRoster,
                DocumentKind.AssessmentInvoice, DocumentKind.BenefitRoster,
            }.Select(kind => new DocumentGiven(kind, null, OnPaper: true)),
        ],
    };

    private static void Wrap<T>(IServiceCollection services, string? key, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.Remove(inner);
        services.Add(key is null
            ? ServiceDescriptor.Singleton(typeof(T), provider => around((T)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))))
            : ServiceDescriptor.KeyedSingleton(typeof(T), key, (provider, name) => around((T)inner.KeyedImplementationFactory!(provider, name))));
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>One host for all tests of a class, which keep apart by their samples.</summary>
public abstract class RegistriesShared : IAsyncLifetime
{
    private WindowsStore? _store;

    internal RegistriesHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _store = await StoreAsync();
        Host = await RegistriesHost.StartAsync(_store);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _store!.DisposeAsync();
    }

    internal async Task RestartAsync() => Host = await Host.RestartAsync();

    private protected abstract Task<WindowsStore> StoreAsync();
}

public sealed class RegistriesOnSqlite : RegistriesShared
{
    private protected override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class RegistriesOnPostgreSql : RegistriesShared
{
    private protected override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();
}
