using Gongshu.Grains.Interfaces;
using Gongshu.PlainSql;
using Gongshu.Policy;
using Gongshu.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Interfaces = Gongshu.Grains.Interfaces;

namespace Gongshu.Load;

/// <summary>The product: a whole silo in this process, its grains called as the endpoints call them.</summary>
internal sealed class ActorSide : ISide
{
    private static readonly Actor Portal = new("portal-1", "测试门户", Roles.Portal, "*");
    private static readonly Actor Handler = new("h-1", "测试经办", Roles.Handler, null);
    private static readonly Actor Finance = new("f-1", "测试财务", Roles.Finance, null);
    private static readonly Actor Admin = new("u-admin", "管理员", Roles.Admin, null);

    private readonly IHost _host;
    private readonly IGrainFactory _grains;
    private readonly IPolicyClock _clock;
    private readonly Pseudonymiser _pseudonyms;

    private ActorSide(IHost host)
    {
        _host = host;
        _grains = host.Services.GetRequiredService<IGrainFactory>();
        _clock = host.Services.GetRequiredService<IPolicyClock>();
        _pseudonyms = host.Services.GetRequiredService<Pseudonymiser>();
    }

    public IServiceProvider Services => _host.Services;

    public static async Task<ActorSide> StartAsync(IEnumerable<(string Name, string Value)> settings, string startAt)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(
            settings.Concat(TrialKeys.Settings).Append(("Clock:StartAt", startAt)).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Logging.ClearProviders();
        builder.AddGongshuSilo();
        var host = builder.Build();
        await host.StartAsync();
        var side = new ActorSide(host);
        for (var i = 0; i < World.Employers; i++) await side.RegisterAsync(World.Registered(i));
        return side;
    }

    public object Prepare(Roster roster, string key) => new SubmitApplication(Form(World.Form(roster)), new OperationKey(TrialKeys.Operation(key), []), Portal, _clock.Now);

    public async Task<(Told Told, string? Case)> SubmitAsync(object prepared)
    {
        var command = (SubmitApplication)prepared;
        var answer = await _grains.Known<ISubmissionGrain>(GrainKeys.Submission(command.Operation.Hex)).Submit(command with { ReceivedAt = _clock.Now });
        return answer.Value is { } filed ? (Told.Created, filed.CaseNumber.ToString()) : (ToldBy(answer.Refusal!), null);
    }

    public async Task<Told> PrecheckAsync(object prepared)
    {
        var command = (SubmitApplication)prepared;
        var answer = await _grains.Known<ISubmissionGrain>(GrainKeys.Submission(command.Operation.Hex)).Precheck(command.Form, Portal, _clock.Now);
        return answer.Value?.WouldBe switch { 201 => Told.Created, 409 => Told.Duplicate, _ => Told.Other };
    }

    public async Task<int> HistoryAsync(int person)
    {
        _ = ResidentId.TryParse(World.Person(person).IdNumber, DateOnly.MaxValue, out var id);
        var answer = await _grains.Known<IWorkerGrain>(GrainKeys.Worker(_pseudonyms.Worker(id))).History(new HistoryQuery(null, null, null, null, null, 50), Handler);
        return answer.Value?.Items.Length ?? 0;
    }

    public async Task<Told> DecideAsync(string number)
    {
        var form = new DecisionForm { Stage = Stage.Handler, Outcome = DecisionOutcome.Pass, Comment = "材料齐全", PapersSeen = [.. World.PapersSeen] };
        var answer = await _grains.Known<IApplicationGrain>(GrainKeys.Case(CaseNumber.Parse(number))).Decide(
            new DecideCase(form, 1, new OperationKey(TrialKeys.Operation("decide " + number), []), Handler));
        return answer.Value is null ? ToldBy(answer.Refusal!) : Told.Created;
    }

    public Task CoolAsync() => _grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public async Task<(int Count, long Next)> FeedAsync(long after)
    {
        var page = (await _grains.GetGrain<IFeedGrain>(0).Read(after, 200, TimeSpan.FromSeconds(1), Handler)).Value!;
        return (page.Items.Length, page.Next);
    }

    // Its last day passes, and the window seals its batch.
    public Task SettleAsync() => _grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(new DateTimeOffset(2018, 4, 1, 0, 0, 5, TimeSpan.FromHours(8)));

    public async Task<int> SettledAsync()
    {
        var answer = await _grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(new WindowId(2018, 1))).Settle(new SettleWindow(CarryUndecided: false, Operation: null, Finance));
        return answer.Value?.Batch?.Lines.Length ?? throw new InvalidOperationException($"Not settled: {answer.Refusal?.Code}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task RegisterAsync(Enterprise enterprise)
    {
        var form = new EnterpriseForm
        {
            Name = enterprise.Name,
            Kinds = enterprise.Kinds,
            InDistrict = enterprise.InDistrict,
            Bank = new BankAccount(enterprise.Bank!.BankName, enterprise.Bank.AccountName, enterprise.Bank.AccountNumber),
        };
        var answer = await _grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(enterprise.Uscc)).Put(form, Admin, null);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException($"An employer was refused: {refusal.Code}.");
    }

    private static Told ToldBy(Refusal refusal) =>
        refusal.Code == ProblemCode.DuplicateClaim ? Told.Duplicate : Complaints.Other($"{refusal.Code} {refusal.Detail} {string.Join(' ', refusal.Errors?.Select(e => e.Pointer + e.Code) ?? [])}");

    private static ApplicationForm Form(Application form) => new()
    {
        Programme = form.Programme,
        Applicant = form.Applicant,
        Contact = new Interfaces.Contact(form.Contact.Name, form.Contact.Phone),
        Lines = Array.ConvertAll(form.Lines, line => new Interfaces.RosterLine
        {
            Line = line.Line,
            Worker = new Interfaces.Person(line.Worker.Name, line.Worker.IdNumber, line.Worker.Phone, line.Worker.Migrant),
            Certificate = new Interfaces.Certificate(
                line.Certificate!.Number, new Interfaces.Occupation(line.Certificate.Occupation.Code, line.Certificate.Occupation.Name), line.Certificate.Level,
                line.Certificate.IssuedOn, null),
            Employment = new Interfaces.Employment(line.Employment!.ContractFrom, line.Employment.ContractTo, true, null),
            SignedByWorker = line.SignedByWorker,
        }),
        Documents = Array.ConvertAll(form.Documents, document => new DocumentGiven(document.Kind, null, document.OnPaper)),
    };
}
