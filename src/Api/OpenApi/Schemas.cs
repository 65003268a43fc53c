using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gongshu.Api.OpenApi;

/// <summary>Schemas of our value types, which converters hide from the generator, and which members are required.</summary>
internal static class Schemas
{
    /// <summary>Members of requests that are not null once read, and still may be absent.</summary>
    private static readonly FrozenSet<(Type, string)> Optional = new (Type, string)[]
    {
        (typeof(ApplicationForm), "acceptPartial"), (typeof(ApplicationForm), "lines"), (typeof(ApplicationForm), "documents"),
        (typeof(RosterLine), "signedByWorker"), (typeof(Person), "migrant"), (typeof(DocumentGiven), "onPaper"),
        (typeof(DecisionForm), "papersSeen"), (typeof(DecisionForm), "lines"), (typeof(SettlementAsked), "carryUndecided"),
        (typeof(Trainee), "name"), (typeof(Trainee), "idNumber"),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Requests = new[]
    {
        typeof(ApplicationForm), typeof(DecisionForm), typeof(EnterpriseForm), typeof(TrainingPlanForm), typeof(MasterStudioForm), typeof(CompetitionForm),
        typeof(CalendarForm), typeof(BankConfirmation), typeof(Withdrawal), typeof(Lookup), typeof(UnmaskAsked), typeof(MergeAsked), typeof(Search), typeof(WindowDaysAsked), typeof(SettlementAsked),
        typeof(Nothing), typeof(TokenAsked), typeof(ClockAsked), typeof(RosterLine), typeof(Person), typeof(Employment), typeof(LineDecision), typeof(Lesson),
        typeof(Trainee), typeof(ReportInputsForm), typeof(HonourForm),
    }.ToFrozenSet();

    public static Task Transform(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = type != context.JsonTypeInfo.Type || schema.Type?.HasFlag(JsonSchemaType.Null) == true;
        if (type.IsEnum) Describe(schema, JsonSchemaType.String, null, nullable, NamesOf(type));
        else if (type == typeof(Money)) Describe(schema, JsonSchemaType.Number, "decimal", nullable, description: "Yuan, at most two decimals.");
        else if (type == typeof(WindowId)) Describe(schema, JsonSchemaType.String, null, nullable, pattern: "^2[0-9]{3}Q[1-4]$");
        else if (type == typeof(CaseNumber)) Describe(schema, JsonSchemaType.String, null, nullable, pattern: "^GS-2[0-9]{3}Q[1-4]-[0-9]{6,}$");
        else if (type == typeof(DateTimeOffset)) Describe(schema, JsonSchemaType.String, "date-time", nullable);
        else if (type == typeof(TimeOnly)) Describe(schema, JsonSchemaType.String, null, nullable, pattern: "^[0-2][0-9]:[0-5][0-9]$");
        else if (type == typeof(JsonElement)) schema.Description = "What happened, as the event keeps it.";
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && type.Assembly.FullName!.StartsWith("Gongshu.", StringComparison.Ordinal)) Members(schema, context.JsonTypeInfo);
        return Task.CompletedTask;
    }

    private static void Describe(
        OpenApiSchema schema, JsonSchemaType type, string? format, bool nullable, List<JsonNode>? values = null, string? pattern = null, string? description = null)
    {
        schema.Type = nullable ? type | JsonSchemaType.Null : type;
        schema.Format = format;
        schema.Pattern = pattern;
        schema.Enum = values;
        schema.Description ??= description;
        schema.Properties = null;
        schema.Required = null;
    }

    private static OpenApiSchema ReasonSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        Required = new HashSet<string>(StringComparer.Ordinal) { "code", "detail" },
    };

    private static void Members(OpenApiSchema schema, JsonTypeInfo type)
    {
        var nullability = new NullabilityInfoContext();
        var required = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var member in type.Properties)
        {
            if (member.AttributeProvider is not PropertyInfo property) continue;
            var mayBeNull = nullability.Create(property).ReadState != NullabilityState.NotNull;
            if (!mayBeNull && !Optional.Contains((type.Type, member.Name))) required.Add(member.Name);

            // The generator forgets the null of an object, and the elements that a converter writes.
            if (schema.Properties is not { } members || !members.TryGetValue(member.Name, out var written) || written is not OpenApiSchema inner) continue;
            if (mayBeNull && inner.Type is { } kind) inner.Type = kind | JsonSchemaType.Null;
            if (member.PropertyType == typeof(ReasonView[])) inner.Items = ReasonSchema();
            if (member.PropertyType == typeof(ChangeView)) members[member.Name] = ChangeSchema.Of();
        }

        schema.Required = required.Count == 0 ? null : required;
        if (Requests.Contains(type.Type)) schema.AdditionalPropertiesAllowed = false;
    }

    private static List<JsonNode> NamesOf(Type type)
    {
        var policy = WireNames.PolicyOf(type);
        return [.. Enum.GetNames(type).Select(name => (JsonNode)JsonValue.Create(policy.ConvertName(name))!)];
    }
}
