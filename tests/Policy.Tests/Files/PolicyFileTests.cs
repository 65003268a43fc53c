using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Gongshu.Policy.Tests.Files;

public sealed class PolicyFileTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Vectors.FilePath("policies/policy.schema.json"))).GetAwaiter().GetResult());

    [Fact]
    public void The_policy_of_the_district_is_valid() =>
        Assert.Empty(PolicyFile.Load(Vectors.FilePath(Policies.FileName)).Faults);

    [Fact]
    public void The_policy_of_the_district_keeps_the_schema() =>
        Assert.Empty(Schema.Value.Validate(File.ReadAllText(Vectors.FilePath(Policies.FileName))).Select(error => error.ToString()));

    [Fact]
    public void Every_quote_stands_literally_in_the_text()
    {
        var text = File.ReadAllText(Vectors.FilePath("policies/sources/opinion-2018.zh.txt"));
        var quotes = Objects(Policies.Json()).Where(item => item.ContainsKey("quote")).Select(item => (string)item["quote"]!).ToArray();

        Assert.True(quotes.Length > 100);
        Assert.All(quotes, quote => Assert.Contains(quote, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_quote_stands_under_its_clause()
    {
        var clauses = TextByClause();

        Assert.All(
            Objects(Policies.Json()).Where(item => item.ContainsKey("quote")),
            item => Assert.Contains((string)item["quote"]!, clauses[(string)item["clause"]!], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_figure_that_the_text_does_not_give_says_so() =>
        Assert.All(Policies.Json()["administrative"]!.AsObject(), figure => Assert.Equal("administrative", (string)figure.Value!["source"]!));

    public static TheoryData<string, string> Faults() => new()
    {
        // What the change is, and where the fault has to be named.
        { "add /surprise", "/surprise" },
        { "add /programmes/0/benefits/0/bonus", "/programmes/0/benefits/0/bonus" },
        { "add /programmes/0/a~1b~0c", "/programmes/0/a~1b~0c" },
        { "remove /id", "/id" },
        { "set /id Gongshu", "/id" },
        { "remove /title/en", "/title/en" },
        { "set /title/en  ", "/title/en" },
        { "remove /programmes/1/clause", "/programmes/1/clause" },
        { "remove /programmes/0/rules/3/quote", "/programmes/0/rules/3/quote" },
        { "set /programmes/0/clause 3(1)", "/programmes/0/clause" },
        { "set /programmes/0/benefits/0/amount/yuan/junior -50", "/programmes/0/benefits/0/amount/yuan/junior" },
        { "set /programmes/0/benefits/0/amount/yuan/junior 0", "/programmes/0/benefits/0/amount/yuan/junior" },
        { "set /programmes/0/benefits/0/amount/yuan/junior 50.5", "/programmes/0/benefits/0/amount/yuan/junior" },
        { "set /programmes/0/benefits/0/amount/yuan/junior \"50\"", "/programmes/0/benefits/0/amount/yuan/junior" },
        { "set /programmes/1/benefits/0/amount/yuan/technician 400", "/programmes/1/benefits/0/amount/yuan/technician" },
        { "remove /programmes/5/benefits/0/amount/yuan", "/programmes/5/benefits/0/amount/yuan" },
        { "remove /programmes/3/benefits/0/amount/yuan/national", "/programmes/3/benefits/0/amount/yuan/national" },
        { "set /programmes/4/benefits/0/amount/per level", "/programmes/4/benefits/0/amount/per" },
        { "set /programmes/0/benefits/0/keys []", "/programmes/0/benefits/0/keys" },
        { "remove /programmes/0/benefits/0/keys", "/programmes/0/benefits/0/keys" },
        { "set /programmes/0/benefits/0/keys/0/template assessment:{name}", "/programmes/0/benefits/0/keys/0/template" },
        { "set /programmes/0/benefits/0/keys/0/template assessment::{no}", "/programmes/0/benefits/0/keys/0/template" },
        { "set /programmes/0/benefits/0/keys/0/template assessment:{edition}", "/programmes/0/benefits/0/keys/0/template" },
        { "set /programmes/0/benefits/0/keys/0/subject competition", "/programmes/0/benefits/0/keys/0/template" },
        { "set /programmes/0/benefits/1/keys/0/template assessment:certificate:{no}", "/programmes/0/benefits/1/keys" },
        { "set /programmes/3/benefits/0/keys/0/subject worker", "/programmes/3/benefits/0/keys/0/template" },
        { "set /programmes/3/benefits/0/keys/1/studioLevels [\"municipal\"]", "/programmes/3/benefits/0/keys" },
        { "set /programmes/0/benefits/1/benefit assessment", "/programmes/0/benefits/1/benefit" },
        { "set /programmes/0/benefits/0/benefit honour", "/programmes/0/benefits/0/benefit" },
        { "set /programmes/5/benefits/1/award goldMedalTeam", "/programmes/5/benefits/2/award" },
        { "add /programmes/0/benefits/0/award", "/programmes/0/benefits/0/award" },
        { "set /programmes/1/programme skillTraining", "/programmes/1/programme" },
        { "set /programmes/0/programme teaching", "/programmes/0/programme" },
        { "set /programmes []", "/programmes" },
        { "set /programmes/0/benefits []", "/programmes/0/benefits" },
        { "set /programmes/0/applicantKinds []", "/programmes/0/applicantKinds" },
        { "set /programmes/0/applicantKinds/0/kinds/1 employer", "/programmes/0/applicantKinds/0/kinds/1" },
        { "set /programmes/0/rules/0/code not-a-code", "/programmes/0/rules/0/code" },
        { "set /programmes/0/rules/1/code applicant-not-registered", "/programmes/0/rules/1/code" },
        { "set /programmes/3/rules/4/code award-missing", "/programmes/3/rules/4/code" },
        { "set /programmes/0/rules/4/code post-does-not-fit", "/programmes/0/rules/4/code" },
        { "remove /programmes/0/rules/0", "/programmes/0/rules" },
        { "remove /programmes/1/rules/8", "/programmes/1/benefits/0/amount" },
        { "set /programmes/1/documents/1/kind identityDocument", "/programmes/1/documents/1/kind" },
        { "remove /programmes/2/competitionClasses", "/programmes/2/competitionClasses" },
        { "add /programmes/0/competitionClasses", "/programmes/0/competitionClasses" },
        { "set /windows/months [3,6,12,9]", "/windows/months/3" },
        { "set /windows/months [4,6,9,12]", "/windows/months/0" },
        { "set /windows/months [3,6,9]", "/windows/months" },
        { "set /windows/months [3,6,9,13]", "/windows/months/3" },
        { "set /windows/timeZone Europe/Berlin", "/windows/timeZone" },
        { "set /validity/to 2017-12-31", "/validity/to" },
        { "set /validity/from 2018-02-29", "/validity/from" },
        { "set /certificateYear/carriedFrom {\"month\":2,\"day\":29}", "/certificateYear/carriedFrom/day" },
        { "set /planFiling/workingDays 0", "/planFiling/workingDays" },
        { "remove /readings/contractDay", "/readings/contractDay" },
        { "set /readings/contractDay/value someday", "/readings/contractDay/value" },
        { "set /readings/contractDay/alternatives [\"submission\"]", "/readings/contractDay/alternatives" },
        { "set /readings/oncePerPerson/alternatives [\"perLevel\"]", "/readings/oncePerPerson/alternatives" },
        { "add /readings/anything", "/readings/anything" },
        { "set /programmes/2/rules/1/when/districtOfOthers perhaps", "/programmes/2/rules/1/when/districtOfOthers" },
        { "add /programmes/2/rules/1/when/weather", "/programmes/2/rules/1/when/weather" },
        { "set /administrative/appealDays/value 0", "/administrative/appealDays/value" },
        { "set /administrative/appealDays/source 四(一)", "/administrative/appealDays/source" },
        { "remove /signals", "/signals" },
        { "set /signals/0/code not-a-signal", "/signals/0/code" },
        { "set /signals/1/code same-bank-account", "/signals/1/code" },
        { "remove /signals/3/threshold", "/signals/3/threshold" },
        { "set /signals/4/threshold 0", "/signals/4/threshold" },
        { "set /signals/0/threshold 5", "/signals/0/threshold" },
        { "set /signals/0/source 五", "/signals/0/source" },
        { "set /signals/0/detail/zh 见{person}", "/signals/0/detail/zh" },
        { "set /signals/0/detail/en {threshold}", "/signals/0/detail/en" },
        { "set /signals/0/detail/en {count", "/signals/0/detail/en" },
        { "remove /signals/3/quote", "/signals/3/quote" },
        { "remove /signals/2/name", "/signals/2/name" },
        { "set /targets/1/target highSkilledTrained", "/targets/1/target" },
        { "set /targets/4/atLeast 101", "/targets/4/atLeast" },
        { "set /honours/key/subject worker", "/honours/key/template" },
        { "set /honours/key/template honour", "/honours/key/template" },
        { "set /officers/0/code plan-missing", "/officers/0/code" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Names_the_place_of_a_fault(string change, string pointer)
    {
        var file = Policies.Json();
        JsonChange.Apply(file, change);

        var loaded = Policies.Load(file);

        Assert.False(loaded.IsValid);
        Assert.Contains(pointer, loaded.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Names_all_faults_at_once()
    {
        var file = Policies.Json();
        string[] changes = ["add /surprise", "remove /programmes/1/clause", "set /windows/months [3,6,12,9]", "set /programmes/0/benefits/0/amount/yuan/junior -50"];
        foreach (var change in changes)
            JsonChange.Apply(file, change);

        var loaded = Policies.Load(file);

        Assert.Equal(
            ["/programmes/0/benefits/0/amount/yuan/junior", "/programmes/1/clause", "/surprise", "/windows/months/2", "/windows/months/3"],
            loaded.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal).Distinct());
        var message = Assert.Throws<InvalidDataException>(() => loaded.ContentOrThrow("draft.json")).Message;
        Assert.All(loaded.Faults, fault => Assert.Contains(fault.ToString(), message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("remove /targets", "/targets", PolicyFaultKind.Missing)]
    [InlineData("set /title 7", "/title", PolicyFaultKind.WrongType)]
    [InlineData("set /programmes/0/programme skillDrain", "/programmes/0/programme", PolicyFaultKind.UnknownValue)]
    [InlineData("set /validity/from 2018-02-30", "/validity/from", PolicyFaultKind.InvalidDate)]
    [InlineData("set /planFiling/workingDays 0", "/planFiling/workingDays", PolicyFaultKind.OutOfRange)]
    [InlineData("add /surprise", "/surprise", PolicyFaultKind.UnknownMember)]
    [InlineData("set /officers/0/code plan-missing", "/officers/0/code", PolicyFaultKind.DoesNotFit)]
    public void Says_of_what_sort_a_fault_is(string change, string pointer, PolicyFaultKind kind)
    {
        var file = Policies.Json();
        JsonChange.Apply(file, change);

        Assert.Equal(kind, Assert.Single(Policies.Load(file).Faults, fault => fault.Pointer == pointer).Kind);
    }

    [Fact]
    public void Refuses_readings_that_contradict_one_another()
    {
        var file = Policies.Json();
        Policies.Choose(file, "secondCertificate", "allowedForAnotherNumber");
        Policies.Choose(file, "oncePerPerson", "perLevel");

        Assert.Equal(["/readings/secondCertificate/value"], Policies.Load(file).Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{ \"id\": \"a\", \"id\": \"b\" }")]
    public void Refuses_what_is_not_an_object(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal([string.Empty], PolicyFile.Load(stream).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Refuses_an_empty_object_with_every_missing_member()
    {
        var faults = Policies.Load(new JsonObject()).Faults;

        Assert.Superset(
            new HashSet<string> { "/id", "/title", "/source", "/validity", "/windows", "/certificateYear", "/planFiling", "/readings", "/programmes", "/honours", "/officers", "/administrative", "/signals", "/targets" },
            faults.Select(fault => fault.Pointer).ToHashSet());
    }

    [Fact]
    public void Survives_every_member_being_taken_out_or_turned_into_another_type()
    {
        foreach (var pointer in OneOfEachKind())
        {
            foreach (var value in new JsonNode?[] { null, JsonValue.Create(7), new JsonArray(new JsonObject(), null) })
            {
                var file = Policies.Json();
                JsonChange.Set(file, pointer, value?.DeepClone());
                var loaded = Policies.Load(file);
                Assert.True(loaded.IsValid || loaded.Faults.Length > 0);
            }
        }
    }

    [Fact]
    public void Whatever_the_schema_refuses_the_loader_refuses_too()
    {
        foreach (var pointer in OneOfEachKind())
        {
            var file = Policies.Json();
            JsonChange.Set(file, pointer, pointer.Length % 2 == 0 ? JsonValue.Create("?!") : new JsonArray());
            if (Schema.Value.Validate(file.ToJsonString()).Count > 0)
                Assert.False(Policies.Load(file).IsValid, pointer);
        }
    }

    // One place for every path that differs in more than its positions in lists, or which reading or figure it is about.
    private static IEnumerable<string> OneOfEachKind() =>
        Pointers(Policies.Json(), string.Empty).Where(pointer => pointer.Length > 0)
            .DistinctBy(pointer =>
            {
                var segments = pointer.Split('/');
                return string.Join('/', segments.Select((segment, i) => int.TryParse(segment, out _) || (i == 2 && segments[1] is "readings" or "administrative") ? "*" : segment));
            });

    private static Dictionary<string, string> TextByClause()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        string section = string.Empty, clause = string.Empty;
        foreach (var line in File.ReadAllLines(Vectors.FilePath("policies/sources/opinion-2018.zh.txt")).TakeWhile(line => !line.StartsWith("附件1：", StringComparison.Ordinal)))
        {
            if (line.Length > 1 && line[1] == '、' && "一二三四五".Contains(line[0], StringComparison.Ordinal))
                section = clause = line[..1];
            else if (line.Length > 2 && line[0] == '（' && line[2] == '）')
                clause = $"{section}({line[1]})";
            texts[clause] = texts.GetValueOrDefault(clause, string.Empty) + line + "\n";
        }

        return texts;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => Objects(member.Value)).Prepend(item),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> Pointers(JsonNode? node, string pointer) => node switch
    {
        JsonObject item => item.SelectMany(member => Pointers(member.Value, $"{pointer}/{member.Key}")).Prepend(pointer),
        JsonArray items => items.SelectMany((item, i) => Pointers(item, $"{pointer}/{i}")).Prepend(pointer),
        _ => [pointer],
    };
}
