using System.Globalization;
using Gongshu.Api.Auth;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Gongshu.Api.OpenApi;

/// <summary>Each operation's body, parameters, answers, refusals and roles, from the notes of its route.</summary>
internal static class Operations
{
    public static async Task Transform(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "GET";
        operation.OperationId = Name(method, context.Description.RelativePath ?? "");
        operation.Parameters ??= [];
        AddHeaders(operation, method, metadata);
        foreach (var query in metadata.OfType<TakesQuery>())
        {
            foreach (var name in query.Names) operation.Parameters.Add(QueryParameter(name));
        }

        if (metadata.OfType<TakesBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.Optional,
                Content = Content("application/json", await SchemaOf(body.Type, context, cancellation)),
            };
        }

        if (metadata.OfType<TakesUpload>().Any()) operation.RequestBody = WithUpload(operation.RequestBody as OpenApiRequestBody);

        operation.Responses = [];
        foreach (var answer in metadata.OfType<AnswersWith>())
        {
            operation.Responses[answer.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = answer.Status == StatusCodes.Status201Created ? "Created" : "OK",
                Content = Content(answer.MediaType, answer.Type is null ? Text(answer.MediaType) : await SchemaOf(answer.Type, context, cancellation)),
            };
        }

        if (operation.Responses.Count == 0)
            operation.Responses["200"] = new OpenApiResponse { Description = "OK", Content = Content("text/html", Text("text/html")) };
        await AddRefusals(operation, context, metadata, cancellation);
        AddRoles(operation, context, metadata);
    }

    private static void AddHeaders(OpenApiOperation operation, string method, IList<object> metadata)
    {
        var secured = metadata.OfType<RoleRequirement>().Any();
        if (method == HttpMethods.Post && secured)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = metadata.OfType<RefusesWith>().Any(refuses => refuses.Codes.Contains(ProblemCode.IdempotencyKeyRequired)),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
            });
        }

        if (metadata.OfType<TakesIfMatch>().FirstOrDefault() is { } ifMatch)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Required = ifMatch.Demanded,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static OpenApiRequestBody WithUpload(OpenApiRequestBody? other)
    {
        var body = other ?? new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) };
        body.Content!["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string>(StringComparer.Ordinal) { "file" },
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        return body;
    }

    private static OpenApiParameter QueryParameter(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Schema = name switch
        {
            "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "200", Default = 50 },
            "after" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Default = 0 },
            "wait" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "30", Default = 0 },
            "year" or "first" or "second" => new OpenApiSchema { Type = JsonSchemaType.Integer },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static async Task AddRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken cancellation)
    {
        var codes = new SortedSet<ProblemCode>(metadata.OfType<RefusesWith>().SelectMany(refuses => refuses.Codes)) { ProblemCode.InternalError };
        if (metadata.OfType<RoleRequirement>().Any()) codes.UnionWith([ProblemCode.Unauthenticated, ProblemCode.Forbidden, ProblemCode.TooManyRequests, ProblemCode.Unavailable]);
        else codes.Add(ProblemCode.NotFound);
        if (metadata.OfType<TakesBody>().Any() || metadata.OfType<TakesUpload>().Any()) codes.UnionWith([ProblemCode.MalformedRequest, ProblemCode.InvalidRequest, ProblemCode.TooLarge, ProblemCode.UnsupportedMediaType]);
        var schema = await SchemaOf(typeof(ProblemDocument), context, cancellation);
        foreach (var byStatus in codes.GroupBy(code => ProblemType.Of(code).Status).OrderBy(group => group.Key))
        {
            operation.Responses![byStatus.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(", ", byStatus.Select(code => code.Wire())),
                Content = Content("application/problem+json", schema),
            };
        }
    }

    private static void AddRoles(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        if (metadata.OfType<RoleRequirement>().FirstOrDefault() is not { } requirement) return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Documents.Scheme, context.Document)] = [] }];
        var roles = Enum.GetValues<RoleName>().Where(role => ((int)requirement.Roles & (int)role) != 0).Select(WireNames.Of);
        operation.Description = "Roles: " + string.Join(", ", roles);
    }

    private static async Task<IOpenApiSchema> SchemaOf(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation);
        var id = IdOf(type);
        context.Document!.AddComponent(id, schema);
        return new OpenApiSchemaReference(id, context.Document);
    }

    private static string IdOf(Type type) => type.IsGenericType
        ? IdOf(type.GetGenericArguments()[0]) + "Page"
        : type == typeof(ProblemDocument) ? "Problem" : type.Name;

    private static Dictionary<string, OpenApiMediaType> Content(string mediaType, IOpenApiSchema schema) => new(StringComparer.Ordinal)
    {
        [mediaType] = new OpenApiMediaType { Schema = schema },
    };

    private static OpenApiSchema Text(string mediaType) =>
        new() { Type = mediaType == "application/json" ? JsonSchemaType.Object : JsonSchemaType.String };

    private static string Name(string method, string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("api" or "v1")).Select(word => word.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        return method.ToLowerInvariant() + string.Concat(words.Select(word => string.Concat(word.Split('-', '.').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))));
    }
}
