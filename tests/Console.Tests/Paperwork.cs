using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.StaffConsole.Tests;

/// <summary>Cases filed over the API as a portal files them: what the pages show is real.</summary>
internal sealed class Paperwork(Desk desk, int seed)
{
    private static readonly string[] Papers = ["identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice", "benefitRoster"];

    private readonly SamplePeople _people = new(seed);
    private int _next;

    /// <summary>An organisation of the district; each call another one, with a contact and an account that nobody else has.</summary>
    /// <param name="name">Null: a sample name.</param>
    public async Task<Filer> RegisterAsync(string? name = null)
    {
        var sample = _people.Enterprise(_next++);
        var filer = new Filer(sample.Uscc, name ?? sample.Name, new JsonObject { ["name"] = $"联系{sample.Uscc[^6..]}", ["phone"] = $"120{sample.AccountNumber[^8..]}" });
        await SendAsync(HttpMethod.Put, $"/enterprises/{filer.Uscc}", new JsonObject
        {
            ["name"] = filer.Name,
            ["kinds"] = new JsonArray("employer"),
            ["inDistrict"] = true,
            ["contact"] = filer.Contact.DeepClone(),
            ["bank"] = new JsonObject { ["bankName"] = sample.BankName, ["accountName"] = filer.Name, ["accountNumber"] = sample.AccountNumber },
        });
        return filer;
    }

    /// <summary>An application under 三(二) for so many workers; returns its number.</summary>
    /// <param name="names">Instead of the sample names of the first workers.</param>
    /// <param name="attachments">Kinds that are uploaded, with the ids; the rest is on paper.</param>
    public async Task<string> FileAsync(Filer filer, int workers = 2, string[]? names = null, IReadOnlyDictionary<string, string>? attachments = null)
    {
        var lines = new JsonArray();
        for (var line = 1; line <= workers; line++)
        {
            var person = _people[_next++];
            lines.Add(Line(filer, line, line <= names?.Length ? names[line - 1] : person.Name, person.IdNumber, person.CertificateNumber));
        }

        return await SubmitAsync(filer, lines, attachments);
    }

    /// <summary>The same worker once more beside a new one, through another organisation, which takes the rest without what was had before.</summary>
    public Task<string> FileAgainAsync(Filer filer, string idNumber)
    {
        var (again, other) = (_people[_next++], _people[_next++]);
        return SubmitAsync(
            filer, new JsonArray(Line(filer, 1, again.Name, idNumber, again.CertificateNumber), Line(filer, 2, other.Name, other.IdNumber, other.CertificateNumber)),
            acceptPartial: true);
    }

    private static JsonObject Line(Filer filer, int line, string name, string idNumber, string certificate) => new()
    {
        ["line"] = line,
        ["worker"] = new JsonObject { ["name"] = name, ["idNumber"] = idNumber },
        ["certificate"] = new JsonObject
        {
            ["number"] = certificate,
            ["occupation"] = new JsonObject { ["code"] = "6-18-02-04", ["name"] = "焊工" },
            ["level"] = "senior",
            // Not all of one day, which would be a signal.
            ["issuedOn"] = $"2018-0{1 + (line % 2)}-{1 + (line % 28):D2}",
            ["declaredBy"] = filer.Uscc,
        },
        ["employment"] = new JsonObject { ["contractFrom"] = "2016-07-01", ["socialInsuranceInHangzhou"] = true, ["position"] = "焊工" },
        ["signedByWorker"] = true,
    };

    private async Task<string> SubmitAsync(Filer filer, JsonArray lines, IReadOnlyDictionary<string, string>? attachments = null, bool acceptPartial = false)
    {
        var documents = Papers.Select(kind => attachments?.TryGetValue(kind, out var id) == true
            ? new JsonObject { ["kind"] = kind, ["attachment"] = id }
            : new JsonObject { ["kind"] = kind, ["onPaper"] = true });
        var answer = await SendAsync(HttpMethod.Post, "/applications", new JsonObject
        {
            ["programme"] = "skillUpgrade",
            ["applicant"] = filer.Uscc,
            ["contact"] = filer.Contact.DeepClone(),
            ["acceptPartial"] = acceptPartial,
            ["lines"] = lines,
            ["documents"] = new JsonArray([.. documents]),
        }, "portal");
        return (string)answer["caseNumber"]!;
    }

    /// <summary>A decision over the API, by somebody who is not at a desk of the console.</summary>
    public Task<JsonNode> DecideAsync(string caseNumber, string stage, int version, string outcome = "pass", string? comment = null) => SendAsync(
        HttpMethod.Post, $"/applications/{caseNumber}/decisions",
        new JsonObject { ["stage"] = stage, ["outcome"] = outcome, ["comment"] = comment, ["papersSeen"] = new JsonArray([.. Papers.Select(kind => JsonValue.Create(kind))]) },
        stage, version);

    /// <summary>Who stands in a line of a case.</summary>
    public async Task<string> WorkerOfAsync(string caseNumber, int line = 1) =>
        (string)(await ReadAsync($"/applications/{caseNumber}"))["lines"]!.AsArray().Single(one => (int)one!["line"]! == line)!["workerRef"]!;

    public async Task<string> IdNumberOfAsync(string workerRef) => (string)(await SendAsync(
        HttpMethod.Post, $"/workers/{workerRef}/unmask", new JsonObject { ["fields"] = new JsonArray("idNumber"), ["reason"] = "测试" }))["idNumber"]!;

    /// <summary>Takes the case onto a desk: another version, the same stage.</summary>
    public Task<JsonNode> AssignAsync(string caseNumber) => SendAsync(HttpMethod.Post, $"/applications/{caseNumber}/assignment", []);

    public async Task<string> UploadAsync(byte[] content, string name, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/attachments");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await desk.TokenAsync("portal", "*"));
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Content = new MultipartFormDataContent { { file, "file", name } };
        using var answer = await desk.Server.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    /// <summary>A paper that the program itself draws: a PDF like any other.</summary>
    public async Task<byte[]> DrawnPaperAsync(string caseNumber)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/applications/{caseNumber}/forms/annex-1.pdf");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await desk.TokenAsync("auditor"));
        using var answer = await desk.Server.Client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public async Task<JsonNode> ReadAsync(string path) => await SendAsync(HttpMethod.Get, path, null, "auditor");

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body, string role = "handler", int? version = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await desk.TokenAsync(role, role == "portal" ? "*" : null));
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (version is not null) request.Headers.Add("If-Match", $"\"{version}\"");
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await desk.Server.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 2_000)]}");
        return JsonNode.Parse(text)!;
    }
}

/// <summary>An organisation that files.</summary>
internal sealed record Filer(string Uscc, string Name, JsonObject Contact);
