using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary><c>POST /applications/{caseNumber}/decisions</c>.</summary>
internal static class DecisionShape
{
    public static DecisionForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("stage", "outcome", "comment", "papersSeen", "lines");
        var outcome = body.Choice<DecisionOutcome>("outcome");
        if (outcome == DecisionOutcome.Reversal) body.Fault("outcome", FaultCode.UnknownValue);
        var comment = body.TextOrNull("comment", ShapeLimits.Comment);

        // Who is sent back or turned away is told why.
        if (outcome is DecisionOutcome.Return or DecisionOutcome.Reject && string.IsNullOrWhiteSpace(comment) && !HasFaultyComment(body, comment))
            body.Fault("comment", FaultCode.Required);
        return new DecisionForm
        {
            Stage = body.Choice<Stage>("stage"),
            Outcome = outcome,
            Comment = comment,
            PapersSeen = body.List("papersSeen", 0, ShapeLimits.Documents, required: false)?.Choices<DocumentKind>().Distinct().Order().ToArray() ?? [],
            Lines = body.List("lines", 0, ShapeLimits.DecisionLines, required: false)?.Objects(LineOf) ?? [],
        };
    }

    // A comment that is there and was already noted as wrong is not missing as well.
    private static bool HasFaultyComment(ShapeObject body, string? comment) => comment is null && body.Has("comment");

    private static LineDecision LineOf(ShapeObject line)
    {
        line.Knows("line", "benefit", "outcome", "reason", "comment");
        return new LineDecision(
            line.Whole("line", 1, RosterLineShape.MaxLineNumber), line.ChoiceOrNull<Benefit>("benefit"), line.Choice<LineOutcome>("outcome"),
            line.ChoiceOrNull<LineReason>("reason"), line.Text("comment", ShapeLimits.Comment));
    }
}

/// <summary><c>POST /applications/{caseNumber}/withdrawal</c>.</summary>
internal static class WithdrawalShape
{
    public static Withdrawal Read(ShapeObject body, DateOnly today)
    {
        body.Knows("reason");
        return new Withdrawal(body.Text("reason", ShapeLimits.Comment));
    }
}

internal sealed record Withdrawal(string Reason);

/// <summary><c>POST /workers/lookup</c>.</summary>
internal static class LookupShape
{
    public static Lookup Read(ShapeObject body, DateOnly today)
    {
        body.Knows("idNumber");
        return new Lookup(body.IdNumber("idNumber", today));
    }
}

internal sealed record Lookup(string IdNumber);

/// <summary><c>POST /workers/{workerRef}/unmask</c>: at least one field, and why.</summary>
internal static class UnmaskShape
{
    public static UnmaskAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("fields", "reason");
        return new UnmaskAsked(body.List("fields", 1, 10)?.Choices<PersonField>().Distinct().Order().ToArray() ?? [], body.Text("reason", ShapeLimits.Comment));
    }
}

/// <summary><c>POST /workers/{workerRef}/merge</c>; the document by its title and number, or as one text.</summary>
internal static class MergeShape
{
    public static MergeAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("into", "reason", "document");
        var into = body.Text("into", ShapeLimits.Identifier);
        if (into.Length > 0 && !Requests.PathIds.IsWorkerRef(into)) body.Fault("into", FaultCode.UnknownValue);
        return new MergeAsked(into, body.Text("reason", ShapeLimits.Comment), Document(body));
    }

    private static string Document(ShapeObject body)
    {
        if (!body.IsObject("document") || body.ObjectOrNull("document") is not { } named) return body.Text("document", ShapeLimits.Title);
        var document = OfficialDocumentShape.Read(named);
        return $"{document.Title} {document.Number}";
    }
}

internal sealed record MergeAsked(string Into, string Reason, string Document);

internal sealed record UnmaskAsked(PersonField[] Fields, string Reason);

/// <summary><c>POST /applications/search</c>: exactly one of the two.</summary>
internal static class SearchShape
{
    public static Search Read(ShapeObject body, DateOnly today)
    {
        body.Knows("idNumber", "name");
        if (body.Has("idNumber") && body.Has("name")) body.Fault("name", FaultCode.OutOfRange);
        if (body.Has("name")) return new Search(null, body.Text("name", ShapeLimits.PersonName));
        return new Search(body.IdNumber("idNumber", today), null);
    }
}

internal sealed record Search(string? IdNumber, string? Name);
