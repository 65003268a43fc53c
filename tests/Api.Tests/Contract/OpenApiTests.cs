using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Testing;

namespace Gongshu.Api.Tests.Contract;

[Collection(Front.Name)]
public sealed class OpenApiTests(SharedHost shared)
{
    /// <summary>What the contract opens to who has no token.</summary>
    private static readonly string[] ForAnyone = ["/api/v1/transparency/tree-head", "/api/v1/transparency/consistency", "/api/v1/transparency/key"];

    private const string Rewrite = "GONGSHU_WRITE_OPENAPI";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_committed_document_is_that_of_the_code()
    {
        var now = (await DocumentAsync()).ToJsonString(Indented) + "\n";
        var path = Checkout.At("tests", "Api.Tests", "openapi.v1.json");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") await File.WriteAllTextAsync(path, now);
        Assert.True(await File.ReadAllTextAsync(path) == now, $"The contract's document differs from tests/Api.Tests/openapi.v1.json; {Rewrite}=1 writes it anew.");
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var known = document["components"]!["schemas"]!.AsObject().Select(schema => "#/components/schemas/" + schema.Key).ToHashSet(StringComparer.Ordinal);
        var used = References(document).ToList();
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_under_the_base_path_names_its_scheme_its_roles_and_its_problems()
    {
        foreach (var (path, item) in (await DocumentAsync())["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)))
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var name = $"{method} {path}";
                if (ForAnyone.Contains(path))
                {
                    Assert.True(operation!["security"] is null, name);
                    continue;
                }
                Assert.True(operation!["security"]?[0]?["bearer"] is not null, name);
                Assert.StartsWith("Roles: ", (string?)operation["description"], StringComparison.Ordinal);
                Assert.True(operation["responses"]!["401"]!["content"]!["application/problem+json"] is not null, name);
                if (method == "put") Assert.True(operation["requestBody"]!["content"]!["application/json"]!["schema"] is not null, name);
            }
        }
    }

    [Fact]
    public async Task Values_are_described_as_they_are_written()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        Assert.Equal("number", (string?)schemas["CaseView"]!["properties"]!["amount"]!["type"]);
        var text = schemas.ToJsonString();
        Assert.Contains("\"post-does-not-fit\"", text, StringComparison.Ordinal);
        Assert.Contains("[\"A\",\"B\",\"worldSkills\"]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"detailEn\"", text, StringComparison.Ordinal);
        Assert.False((bool)schemas["ApplicationForm"]!["additionalProperties"]!);
    }

    [Fact]
    public async Task The_page_points_at_the_one_document()
    {
        var page = await shared.Host.GetAsync("/swagger/index.html", null);
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        var script = await shared.Host.GetAsync("/swagger/index.js", null);
        Assert.Contains("/openapi/v1.json", page.Text + script.Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> DocumentAsync() => (await shared.Host.GetAsync("/openapi/v1.json", null)).Json;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : References(member.Value)),
        JsonArray elements => elements.SelectMany(References),
        _ => [],
    };
}
