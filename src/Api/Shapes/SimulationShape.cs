using System.Text;
using System.Text.Json;
using Gongshu.Api.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary>
/// <c>POST /policies/simulations</c>. The draft is read as a policy file is (<see cref="PolicyFile"/>): each fault of it is one of the request, unknown
/// members included, since whoever writes a draft wants them all at once.
/// </summary>
internal static class SimulationShape
{
    // Several times the district's policy. Each fault is kept until all are found: a body of 5 MiB could have ten million.
    private const int MostCharacters = 256 * 1024;

    public static SimulationForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("policy", "over");
        var over = body.Text("over", ShapeLimits.Identifier);
        if (!WindowId.TryParse(over, out var window) && over.Length > 0) body.Fault("over", FaultCode.UnknownValue);
        return new SimulationForm(body.Object("policy") is { } draft ? Draft(draft) : "", window);
    }

    private static string Draft(ShapeObject draft)
    {
        var json = draft.Element.GetRawText();
        if (json.Length > MostCharacters) draft.Faults.Add(draft.At, FaultCode.TooLong);
        else if (IsReadable(draft.Element, draft.At, draft.Faults)) AddFaults(json, draft);
        return json;
    }

    private static void AddFaults(string json, ShapeObject draft)
    {
        foreach (var fault in PolicyFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false)).Faults)
            draft.Faults.Add(draft.At + fault.Pointer, CodeOf(fault.Kind), fault.Message);
    }

    // A text with half a character in it cannot be read at all; a name with one is no JSON to this front (JsonBody.Parse).
    private static bool IsReadable(JsonElement element, Pointer at, Faults faults)
    {
        var readable = true;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject()) readable &= IsReadable(member.Value, at[member.Name], faults);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var item in element.EnumerateArray()) readable &= IsReadable(item, at[i++], faults);
        }
        else if (element.ValueKind == JsonValueKind.String && !JsonText.TryRead(element, out _))
        {
            faults.Add(at, FaultCode.InvalidText);
            return false;
        }

        return readable;
    }

    private static string CodeOf(PolicyFaultKind kind) => kind switch
    {
        PolicyFaultKind.Missing => FaultCode.Required,
        PolicyFaultKind.WrongType => FaultCode.WrongType,
        PolicyFaultKind.UnknownValue => FaultCode.UnknownValue,
        PolicyFaultKind.InvalidDate => FaultCode.InvalidDate,
        PolicyFaultKind.OutOfRange => FaultCode.OutOfRange,
        PolicyFaultKind.UnknownMember => FaultCode.UnknownMember,
        PolicyFaultKind.DoesNotFit => FaultCode.DoesNotFit,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>What the document says of the body; it is read by <see cref="SimulationShape"/>.</summary>
/// <param name="Policy">A policy as its file has it (<c>policies/policy.schema.json</c>).</param>
/// <param name="Over">e.g. <c>2018Q1</c>.</param>
internal sealed record SimulationAsked(JsonElement Policy, WindowId Over);
