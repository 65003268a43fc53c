using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;

namespace Gongshu.Api.Answers;

/// <summary>What was read of a roster.</summary>
/// <param name="Lines">Those without a fault, ready for <c>POST /applications</c>.</param>
/// <param name="Errors">Every fault of the others; the first 1,000.</param>
/// <param name="ErrorsOmitted">How many more there are.</param>
/// <param name="IgnoredColumns">Columns that mean nothing here and were not read.</param>
/// <param name="Faulty">The others, as far as they could be read: for being corrected by whoever sent them.</param>
internal sealed record RosterAnswer(ImportedLine[] Lines, RosterError[] Errors, int ErrorsOmitted, string[] IgnoredColumns, FaultyRow[] Faulty)
{
    public static RosterAnswer Of(ImportedRoster roster, bool english) => new(
        roster.Lines, Array.ConvertAll(roster.Errors, fault => new RosterError(fault.Row, fault.Column, fault.Code, english ? fault.En : fault.Zh)),
        roster.ErrorsOmitted, roster.IgnoredColumns, roster.Faulty);
}

/// <param name="Row">As in the spreadsheet.</param>
internal sealed record RosterError(int Row, string Column, string Code, string Detail);
