using System.Text;
using System.Text.Json.Nodes;

namespace Gongshu.Policy.Tests;

/// <summary>The policy of the district, and variants of it made by changing its file.</summary>
internal static class Policies
{
    public const string FileName = "policies/gongshu-2018.json";

    public static SubsidyPolicy Gongshu { get; } = PolicyFile.Load(Vectors.FilePath(FileName)).ContentOrThrow(FileName);

    public static JsonObject Json() => JsonNode.Parse(File.ReadAllText(Vectors.FilePath(FileName)))!.AsObject();

    public static Loaded<SubsidyPolicy> Load(JsonNode file)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString()));
        return PolicyFile.Load(stream);
    }

    /// <summary>The policy with other readings chosen, as an administration would do it: by editing the file.</summary>
    public static SubsidyPolicy With(params (string Reading, string Value)[] readings)
    {
        var file = Json();
        foreach (var (reading, value) in readings)
            Choose(file, reading, value);
        return Load(file).ContentOrThrow("variant");
    }

    public static void Choose(JsonObject file, string reading, string value)
    {
        var entry = file["readings"]![reading]!;
        var all = entry["alternatives"]!.AsArray().Select(other => (string)other!).Append((string)entry["value"]!).ToArray();
        entry["value"] = value;
        entry["alternatives"] = new JsonArray([.. all.Where(other => other != value).Select(other => JsonValue.Create(other))]);
    }
}
