using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>One benefit of one line, as the API shows its case.</summary>
/// <param name="Person">The reference that the line's worker goes by today; null: the line names nobody.</param>
/// <param name="Place">Of an approved claim: <c>waiting</c>, <c>stopped</c>, <c>scheduled</c> or <c>failed</c>.</param>
internal sealed record ShownClaim(string Benefit, long Fen, string Status, bool Live, string? Person, string? Place, string? IssuedOn, string? Level, bool Migrant)
{
    public bool IsApproved => Status is "approved" or "paid" or "clawedBack";
}

/// <summary>A case, as the API shows it.</summary>
internal sealed record ShownCase(JsonNode Shown, ShownClaim[] Claims, JsonNode[] Events)
{
    public string Number => Text("caseNumber");
    public string Window => Text("window");
    public string Programme => Text("programme");
    public string Status => Text("status");
    public string Applicant => Shown["applicant"]!["uscc"]!.GetValue<string>();
    public int Lines => Shown["lines"]!.AsArray().Count;
    public long Repaid => (Shown["repayments"]?.AsArray() ?? []).Sum(repayment => Yuan.Fen(repayment!["amount"]!));
    public IEnumerable<string> Signals => Shown["signals"]!.AsArray().Select(signal => signal!["code"]!.GetValue<string>());

    private string Text(string member) => Shown[member]!.GetValue<string>();
}

/// <summary>Everything counted again by hand: each case is opened, each batch read, and nothing of it is the program's own counting.</summary>
internal sealed record Recount(ShownCase[] Cases, JsonNode[] Competitions)
{
    private static readonly string[] HighLevels = ["senior", "technician", "seniorTechnician"];
    private static readonly string[] CertificateProgrammes = ["skillTraining", "skillUpgrade", "competitionTraining"];

    public static async Task<Recount> OfAsync(District district)
    {
        var places = await PlacesAsync(district);
        var persons = new Dictionary<string, string>();
        var cases = new List<ShownCase>();
        foreach (var listed in await AllAsync(district, "/applications"))
        {
            var number = listed["caseNumber"]!.GetValue<string>();
            var shown = (await district.Handler.ReadAsync($"/applications/{number}")).Body;
            foreach (var worker in shown["lines"]!.AsArray().Select(line => line!["workerRef"]?.GetValue<string>()).OfType<string>())
                if (!persons.ContainsKey(worker)) persons[worker] = (await district.Handler.ReadAsync($"/workers/{worker}/claims?limit=1"))["workerRef"]!.GetValue<string>();
            var events = (await district.Handler.ReadAsync($"/applications/{number}/audit"))["items"]!.AsArray().Select(one => one!).ToArray();
            cases.Add(new(shown, [.. Claims(shown, number, persons, places)], events));
        }
        return new([.. cases], [.. await AllAsync(district, "/competitions")]);
    }

    public ShownCase[] In(string window) => [.. Cases.Where(one => one.Window.StartsWith(window, StringComparison.Ordinal))];

    public int HighSkilled(int year, string? applicant = null) => People(year, applicant, (filed, claim) => CertificateProgrammes.Contains(filed.Programme) && HighLevels.Contains(claim.Level));

    public int EmploymentTrained(int year) => People(year, null, (_, claim) => claim.Benefit == "assessment");

    public int MigrantsTrained(int year) => People(year, null, (_, claim) => claim.Benefit == "assessment" && claim.Migrant);

    public int Contests(int year) => Competitions.Count(one => one["year"]!.GetValue<int>() == year && one["class"]!.GetValue<string>() is "A" or "B");

    private int People(int year, string? applicant, Func<ShownCase, ShownClaim, bool> counts) => (
        from filed in Cases
        where applicant is null || filed.Applicant == applicant
        from claim in filed.Claims
        where claim.Live && claim.IssuedOn?.StartsWith($"{year}-", StringComparison.Ordinal) == true && counts(filed, claim)
        select claim.Person).Distinct().Count();

    private static IEnumerable<ShownClaim> Claims(JsonNode shown, string number, Dictionary<string, string> persons, Dictionary<(string, int, string), (string Status, string? Code)> places)
    {
        foreach (var line in shown["lines"]!.AsArray())
        {
            var at = line!["line"]!.GetValue<int>();
            var stopped = (shown["stops"]?.AsArray() ?? []).Any(stop => stop!["releasedAt"] is null && stop["lines"]!.AsArray().Any(one => one!.GetValue<int>() == at));
            foreach (var benefit in line["benefits"]!.AsArray().Where(one => one!["verdict"]!.GetValue<string>() == "eligible"))
            {
                var (name, status) = (benefit!["benefit"]!.GetValue<string>(), benefit["status"]!.GetValue<string>());
                var freed = (shown["clawbacks"]?.AsArray() ?? []).Any(back => back!["release"]!.GetValue<bool>()
                    && back["lines"]!.AsArray().Any(one => one!["line"]!.GetValue<int>() == at && (one["benefit"] is null || one["benefit"]!.GetValue<string>() == name)));
                var sent = places.GetValueOrDefault((number, at, name));
                var place = status != "approved" ? null : stopped ? "stopped" : sent.Status switch { null => "waiting", "scheduled" => "scheduled", "failed" when sent.Code == "stopped" => "waiting", "failed" => "failed", _ => "waiting" };
                yield return new(
                    name, Yuan.Fen(benefit["amount"]!), status, status is "held" or "approved" or "paid" || (status == "clawedBack" && !freed),
                    line["workerRef"]?.GetValue<string>() is { } worker ? persons[worker] : null, place,
                    line["certificate"]?["issuedOn"]?.GetValue<string>(), line["certificate"]?["level"]?.GetValue<string>(), line["migrant"]!.GetValue<bool>());
            }
        }
    }

    /// <summary>What the newest batch with a claim says of it.</summary>
    private static async Task<Dictionary<(string, int, string), (string Status, string? Code)>> PlacesAsync(District district)
    {
        var places = new Dictionary<(string, int, string), (string, string?)>();
        foreach (var batch in (await AllAsync(district, "/batches")).AsEnumerable().Reverse())
            foreach (var line in batch["lines"]!.AsArray())
                foreach (var claim in line!["claims"]!.AsArray())
                    places[(line["caseNumber"]!.GetValue<string>(), claim!["line"]!.GetValue<int>(), claim["benefit"]!.GetValue<string>())] =
                        (line["status"]!.GetValue<string>(), line["code"]?.GetValue<string>());
        return places;
    }

    public static async Task<List<JsonNode>> AllAsync(District district, string list)
    {
        var all = new List<JsonNode>();
        var cursor = "";
        do
        {
            var page = await district.Leader.ReadAsync($"{list}?limit=7{cursor}");
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
        }
        while (cursor.Length > 0);
        return all;
    }
}
