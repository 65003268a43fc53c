using Gongshu.Api.Answers;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>The filters of every claim history.</summary>
internal static class HistoryFilters
{
    public static readonly string[] Names = ["programme", "status", "year", "window"];

    /// <summary>
    /// To a portal, a subject on which it has no claim is no different from one that nobody knows, or from no id at all: a history without items.
    /// </summary>
    public static IResult Show<T>(Answer<ClaimHistoryView> answer, Actor actor, string subject, Func<ClaimHistoryView, T> shape)
    {
        if (answer.Value is { } history) return Resource.Of(shape(history));
        if (answer.Refusal is { Code: ProblemCode.NotFound } && !actor.IsStaff)
            return Resource.Of(shape(new ClaimHistoryView(subject, null, new ClaimTotals(0, Money.Zero), [], null)));
        return new Problem(answer.Refusal!);
    }

    public static HistoryQuery Read(HttpRequest request, out Problem? problem)
    {
        var query = new ListQuery(request, Names);
        var read = new HistoryQuery(
            query.Choice<Programme>("programme"), query.Choice<ClaimStatus>("status"), query.Whole("year", 1900, 2999), query.Window("window"),
            query.Cursor, query.Limit);
        problem = query.Problem;
        return read;
    }
}
