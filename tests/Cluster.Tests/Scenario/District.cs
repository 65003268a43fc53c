using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Processes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>The district office around one running program: its staff, its organisations, and people whom no other scenario meets.</summary>
public sealed class District
{
    private static readonly SamplePeople People = new(41);
    private readonly ConcurrentQueue<Portal> _trained = new();
    private int _lastPerson = -1, _lastOrganisation = -1, _lastId;

    private District(ServerProcess server) => Server = server;

    public ServerProcess Server { get; }

    /// <summary>The settings that name the program's store.</summary>
    public IReadOnlyList<string> Store { get; set; } = [];

    public Staff Handler { get; private init; } = null!;

    public Staff Approver { get; private init; } = null!;

    public Staff Leader { get; private init; } = null!;

    public Staff Finance { get; private init; } = null!;

    public Staff OtherFinance { get; private init; } = null!;

    /// <summary>The district's own portal, which owns every organisation.</summary>
    public Caller Everybody { get; private init; } = null!;

    /// <summary>Signs everybody in.</summary>
    public static async Task<District> OpenAsync(ServerProcess server)
    {
        var gate = new District(server);
        return new District(server)
        {
            Handler = await gate.StaffAsync("handler", "handler"),
            Approver = await gate.StaffAsync("approver", "approver"),
            Leader = await gate.StaffAsync("leader", "leader"),
            Finance = await gate.StaffAsync("finance", "finance-1"),
            OtherFinance = await gate.StaffAsync("finance", "finance-2"),
            Everybody = await gate.SignInAsync("portal", "district-portal", "*"),
        };
    }

    /// <summary>A made-up person whom no scenario of this program has seen.</summary>
    public SamplePerson Person() => People[Interlocked.Increment(ref _lastPerson)];

    public SamplePerson[] Persons(int count) => [.. Enumerable.Range(0, count).Select(_ => Person())];

    /// <summary>An id, or an idempotency key, that nobody used.</summary>
    public string Id(string purpose) => $"{purpose}-{Interlocked.Increment(ref _lastId)}";

    public async Task<Staff> StaffAsync(string role, string sub) => new(await SignInAsync(role, sub, null), sub);

    /// <summary>An organisation that the staff registered, and its portal.</summary>
    public async Task<Portal> RegisterAsync(params string[] kinds)
    {
        var portal = await UnregisteredAsync();
        await RegisterAsync(portal.Organisation, kinds);
        return portal;
    }

    public async Task RegisterAsync(SampleOrganisation organisation, string[] kinds, bool inDistrict = true) =>
        await Handler.PutAsync($"/enterprises/{organisation.Uscc}", new JsonObject
        {
            ["name"] = organisation.Name,
            ["kinds"] = Names(kinds),
            ["inDistrict"] = inDistrict,
            ["contact"] = new JsonObject { ["name"] = "测试联系人", ["phone"] = "0571-00000000" },
            ["bank"] = Bank(organisation),
        });

    /// <summary>A portal whose organisation the registry does not know.</summary>
    public async Task<Portal> UnregisteredAsync()
    {
        var organisation = People.Enterprise(Interlocked.Increment(ref _lastOrganisation));
        return new Portal(this, organisation, await SignInAsync("portal", $"portal-{organisation.Uscc}", organisation.Uscc));
    }

    /// <summary>Files the plan of a class 2018-03-15 to 2018-03-19 for each of so many employers; in time only while the clock stands early in March.</summary>
    public async Task FilePlansAsync(int count)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var portal = await RegisterAsync("employer", "trainingSchool");
            portal.Trainees = Persons(5);
            portal.Plan = Id("plan");
            (await portal.Caller.PutAsync($"/training-plans/{portal.Plan}", Forms.Plan(portal, portal.Trainees))).Expect(HttpStatusCode.Created);
            _trained.Enqueue(portal);
        });
    }

    /// <summary>An employer with a plan that was filed in time and five trainees of its own.</summary>
    public Portal Trained() => _trained.TryDequeue(out var portal) ? portal : throw new InvalidOperationException("File more plans in advance.");

    /// <summary>Moves the policy clock, and returns when all that was due by then has been done.</summary>
    public async Task MoveClockAsync(string now) =>
        (await new Caller(Server.Client).PostAsync("/dev/clock", new JsonObject { ["now"] = now })).Expect(HttpStatusCode.OK);

    public static JsonObject Bank(SampleOrganisation organisation) => new()
    {
        ["bankName"] = organisation.BankName,
        ["accountName"] = organisation.Name,
        ["accountNumber"] = organisation.AccountNumber,
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    private async Task<Caller> SignInAsync(string role, string sub, string? org)
    {
        var asked = new JsonObject { ["sub"] = sub, ["name"] = $"测试{sub}", ["roles"] = Names([role]), ["org"] = org };
        var answer = (await new Caller(Server.Client).PostAsync("/dev/tokens", asked)).Expect(HttpStatusCode.OK);
        return new Caller(Server.Client, answer["accessToken"]!.GetValue<string>());
    }
}
