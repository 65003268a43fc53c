using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Api.Answers;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Problems;

/// <summary>Answers a refusal as <c>application/problem+json</c> in the language that the caller asked for.</summary>
internal sealed class Problem(Refusal refusal, int errorsOmitted = 0) : IResult
{
    private const string MediaType = "application/problem+json";

    public Problem(ProblemCode code)
        : this(new Refusal { Code = code })
    {
    }

    public ProblemCode Code => refusal.Code;

    /// <summary>What is said instead of the code's own words, in the caller's language; null: those.</summary>
    public string? Detail { get; init; }

    // Members that a code does not carry are left out; what it carries says null by itself (heldBy.caseNumber).
    private static readonly JsonSerializerOptions[] Options = [Sparse(ApiJson.Chinese), Sparse(ApiJson.English)];

    /// <summary>A fault of a header or of the query, named as if they were members.</summary>
    public static Problem Invalid(string member, string code) => new(Refusal.Invalid(
        new InputFault(Pointer.Root[member].ToString(), code, FaultCode.Detail(code, english: false))));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var type = ProblemType.Of(refusal.Code);
        response.StatusCode = type.Status;
        response.ContentType = MediaType;
        if ((refusal.RetryAfterSeconds ?? DefaultRetryAfter(refusal.Code)) is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var english = Language.IsEnglish(httpContext);
        Language.Tell(response, english);
        var document = DocumentOf(type, httpContext, english);
        await JsonAnswer.WriteAsync(httpContext, document, Options[english ? 1 : 0]);
    }

    private ProblemDocument DocumentOf(ProblemType type, HttpContext http, bool english) => new()
    {
        Type = "/problems/" + refusal.Code.Wire(),
        Title = english ? type.En : type.Zh,
        Status = type.Status,
        Code = refusal.Code.Wire(),
        Detail = Detail is not null ? Detail : english ? ProblemAdvice.Of(refusal.Code).En : refusal.Detail ?? ProblemAdvice.Of(refusal.Code).Zh,
        TraceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
        Errors = english ? refusal.Errors?.Select(ToEnglish).ToArray() : refusal.Errors,
        ErrorsOmitted = errorsOmitted == 0 ? null : errorsOmitted,
        CaseStatus = refusal.CaseStatus,
        NextOpensOn = refusal.NextOpensOn,
        NextClosesOn = refusal.NextClosesOn,
        Missing = refusal.Missing,
        Reasons = refusal.Reasons ?? (refusal.Code == ProblemCode.NotEligible ? [] : null),
        RequestedAmount = refusal.RequestedAmount,
        ComputedAmount = refusal.ComputedAmount,
        Lines = refusal.LineAmounts is null && refusal.Lines is null ? null : new ProblemLines(refusal.Lines, refusal.LineAmounts),
        Conflicts = refusal.Conflicts,
        Cases = refusal.Cases,
        Pointer = refusal.Pointer,
        RegisteredAs = refusal.RegisteredAs,
    };

    // What stands behind the code's own words is said of the place, and stays.
    private static InputFault ToEnglish(InputFault fault)
    {
        if (FaultCode.Detail(fault.Code, english: true) is not { Length: > 0 } detail) return fault;
        var chinese = FaultCode.Detail(fault.Code, english: false);
        return fault with { Detail = fault.Detail.StartsWith(chinese + " (", StringComparison.Ordinal) ? detail + fault.Detail[chinese.Length..] : detail };
    }

    // A scan comes with a reminder, whatever else is tried again soon.
    private static int? DefaultRetryAfter(ProblemCode code) => code is ProblemCode.FileNotScanned ? 60 :
        code is ProblemCode.RequestInProgress or ProblemCode.Unavailable or ProblemCode.OutcomeUnknown or ProblemCode.ProofNotReady or ProblemCode.TooManyRequests ? 2 : null;

    private static JsonSerializerOptions Sparse(JsonSerializerOptions options)
    {
        var sparse = new JsonSerializerOptions(options);
        sparse.TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.WithAddedModifier(options.TypeInfoResolver!, type =>
        {
            if (type.Type != typeof(ProblemDocument)) return;
            foreach (var property in type.Properties) property.ShouldSerialize = static (_, value) => value is not null;
        });
        sparse.MakeReadOnly();
        return sparse;
    }
}
