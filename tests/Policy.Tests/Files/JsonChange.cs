using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gongshu.Policy.Tests.Files;

/// <summary>Small changes to a file, written as <c>set /windows/months [3,6]</c>, <c>remove /id</c> or <c>add /surprise</c>.</summary>
internal static class JsonChange
{
    public static void Apply(JsonNode file, string change)
    {
        var parts = change.Split(' ', 3);
        switch (parts[0])
        {
            case "add": Set(file, parts[1], new JsonObject()); break;
            case "remove": Remove(file, parts[1]); break;
            case "set": Set(file, parts[1], Value(parts[2])); break;
            default: throw new FormatException(change);
        }
    }

    public static void Set(JsonNode file, string pointer, JsonNode? value)
    {
        var (parent, name) = Find(file, pointer);
        if (parent is JsonArray items)
            items[int.Parse(name, CultureInfo.InvariantCulture)] = value;
        else
            parent.AsObject()[name] = value;
    }

    private static void Remove(JsonNode file, string pointer)
    {
        var (parent, name) = Find(file, pointer);
        if (parent is JsonArray items)
            items.RemoveAt(int.Parse(name, CultureInfo.InvariantCulture));
        else
            parent.AsObject().Remove(name);
    }

    private static (JsonNode Parent, string Name) Find(JsonNode file, string pointer)
    {
        var segments = pointer.Split('/')[1..].Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var node = file;
        foreach (var segment in segments[..^1])
            node = node is JsonArray items ? items[int.Parse(segment, CultureInfo.InvariantCulture)]! : node[segment]!;
        return (node, segments[^1]);
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
