using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Processes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>Sixteen counters that file without pause, each for its own enterprise, with persons that many of them share.</summary>
internal sealed class FaultClients(ServerProcess server, int seed)
{
    public const int Callers = 16;
    private const int SharedPersons = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Papers =
        ["identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice", "benefitRoster"];

    private readonly SamplePeople _people = new(seed: 91);
    private AuthenticationHeaderValue? _token;

    public FaultJournal Journal { get; } = new();

    /// <summary>Signs in and registers the enterprises.</summary>
    public async Task BeginAsync()
    {
        var asked = new JsonObject { ["sub"] = "u-counter", ["name"] = "测试经办", ["roles"] = new JsonArray("handler") };
        using var answer = await server.Client.PostAsJsonAsync("/dev/tokens", asked);
        answer.EnsureSuccessStatusCode();
        var issued = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        _token = new AuthenticationHeaderValue("Bearer", (string)issued["accessToken"]!);
        for (var i = 0; i < Callers; i++)
        {
            var enterprise = _people.Enterprise(i);
            var form = new JsonObject
            {
                ["name"] = enterprise.Name,
                ["kinds"] = new JsonArray("employer"),
                ["inDistrict"] = true,
                ["bank"] = new JsonObject { ["bankName"] = enterprise.BankName, ["accountName"] = enterprise.Name, ["accountNumber"] = enterprise.AccountNumber },
            };
            var (status, body, _) = await SendAsync(HttpMethod.Put, $"/api/v1/enterprises/{enterprise.Uscc}", form.ToJsonString(), null);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, body?.ToJsonString());
        }
    }

    /// <summary>Files until told to stop. A caller whom nobody answers goes on with its next application.</summary>
    public Task FileAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => FileAsync(caller, stop))));

    public Task UntilAcknowledgedAsync(int count) =>
        Poll.UntilAsync(() => Journal.Acknowledged >= count, Patience, $"{count} acknowledged applications");

    /// <summary>Every application without an answer is sent again under its key until there is one.</summary>
    public async Task SendAgainAsync()
    {
        foreach (var entry in Journal.Entries.Where(entry => entry.Answer is null))
            await Poll.UntilAsync(async () => await TryFileAsync(entry), Patience, $"the truth about {entry.Key}");
    }

    /// <summary>All cases, with their lines, by case number.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> CasesAsync()
    {
        var all = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var (status, page, _) = await SendAsync(HttpMethod.Get, "/api/v1/applications?limit=200" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), null, null);
            Assert.Equal(HttpStatusCode.OK, status);
            foreach (var item in page!["items"]!.AsArray())
            {
                var number = (string)item!["caseNumber"]!;
                var (found, view, _) = await SendAsync(HttpMethod.Get, $"/api/v1/applications/{number}", null, null);
                Assert.Equal(HttpStatusCode.OK, found);
                all.Add(number, view!);
            }
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return all;
    }

    private async Task FileAsync(int caller, CancellationToken stop)
    {
        var random = new Random(seed * 1000 + caller);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            int[] persons = [SharedPersons + (caller * 2000) + n, random.Next(SharedPersons)];
            var entry = Journal.Ask($"{seed}-{caller}-{n}", Form(_people.Enterprise(caller).Uscc, n % 4 == 0 ? persons : persons[..1]));
            await TryFileAsync(entry);
        }
    }

    /// <returns>Whether there was an answer.</returns>
    private async Task<bool> TryFileAsync(FaultEntry entry)
    {
        try
        {
            var (status, body, replayed) = await SendAsync(HttpMethod.Post, "/api/v1/applications", entry.Form, entry.Key);
            switch (status, (string?)body?["code"])
            {
                case (HttpStatusCode.Created, _):
                    Journal.Tell(entry, FaultAnswer.Created(body!, replayed));
                    return true;
                case (HttpStatusCode.Conflict, "duplicate-claim"):
                    Journal.Tell(entry, FaultAnswer.Duplicate(body!));
                    return true;
                case (HttpStatusCode.Conflict, "request-in-progress"):
                case (HttpStatusCode.ServiceUnavailable, "unavailable" or "outcome-unknown"):
                    return false;
                default:
                    throw new InvalidOperationException($"{entry.Key} was answered {status}: {body?.ToJsonString()}");
            }
        }
        catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body, bool Replayed)> SendAsync(HttpMethod method, string path, string? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = _token;
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.Contains("Idempotency-Replayed"));
    }

    private string Form(string applicant, int[] persons) => new JsonObject
    {
        ["programme"] = "skillUpgrade",
        ["applicant"] = applicant,
        ["contact"] = new JsonObject { ["name"] = "测试联系人" },
        ["lines"] = new JsonArray([.. persons.Select((person, i) => Line(i + 1, _people[person]))]),
        ["documents"] = new JsonArray([.. Papers.Select(kind => new JsonObject { ["kind"] = kind, ["onPaper"] = true })]),
    }.ToJsonString();

    private static JsonObject Line(int line, SamplePerson person) => new()
    {
        ["line"] = line,
        ["worker"] = new JsonObject { ["name"] = person.Name, ["idNumber"] = person.IdNumber },
        ["certificate"] = new JsonObject
        {
            ["number"] = person.CertificateNumber,
            ["occupation"] = new JsonObject { ["code"] = "6-18-02-04", ["name"] = "焊工" },
            ["level"] = "senior",
            ["issuedOn"] = "2018-02-11",
        },
        ["employment"] = new JsonObject { ["contractFrom"] = "2016-07-01", ["socialInsuranceInHangzhou"] = true },
        ["signedByWorker"] = true,
    };
}
