using Microsoft.OpenApi;

namespace Gongshu.Api.OpenApi;

/// <summary>The schema of what would have to be different, which a converter writes.</summary>
internal static class ChangeSchema
{
    public static OpenApiSchema Of() => Object(
        JsonSchemaType.Object | JsonSchemaType.Null,
        ("possible", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
        ("facts", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Fact() }),
        ("text", Text()));

    private static OpenApiSchema Fact() => Object(
        JsonSchemaType.Object,
        ("fact", Text()),
        ("pointer", new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "Into the request body; null for a register's fact." }),
        ("source", Text()),
        ("from", new OpenApiSchema { Description = "The present value; null when there is none." }),
        ("to", new OpenApiSchema { Description = "Can be put at the pointer as it stands." }),
        ("clause", Text()));

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Object(JsonSchemaType type, params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = type,
        Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)member.Schema, StringComparer.Ordinal),
        Required = members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal),
    };
}
