using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Shapes;

/// <summary><c>PUT /reports/annual/{year}/inputs</c>: how many people; that the part is not more than the whole is judged later.</summary>
internal static class ReportInputsShape
{
    private const int MostPeople = 100_000_000;

    public static ReportInputsForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("skilledWorkers", "highSkilledWorkers", "source");
        return new ReportInputsForm(
            body.Whole("skilledWorkers", 1, MostPeople), body.Whole("highSkilledWorkers", 0, MostPeople), body.Text("source", ShapeLimits.Title));
    }
}

/// <summary><c>PUT /honours/{year}/enterprises/{uscc}</c>.</summary>
internal static class HonourShape
{
    public static HonourForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("grounds", "document");
        return new HonourForm(
            body.Text("grounds", ShapeLimits.Comment),
            body.Object("document") is { } document ? OfficialDocumentShape.Read(document) : new OfficialDocument("", ""));
    }
}
