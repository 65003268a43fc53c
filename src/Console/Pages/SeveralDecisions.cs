using System.Security.Claims;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;

namespace Gongshu.StaffConsole.Pages;

/// <summary>What became of one case of several.</summary>
/// <param name="Problem">Null: it went through, or <paramref name="HasSignals"/>.</param>
public sealed record SeveralResult(string CaseNumber, CaseFile? Decided, Problem? Problem, bool HasSignals);

/// <summary>Passes cases one after another: each read again, so that none with a signal slips through, and each decided on the version that was seen.</summary>
internal static class SeveralDecisions
{
    public static async Task<SeveralResult[]> DecideAsync(GongshuApi api, ClaimsPrincipal me, Several several)
    {
        var results = new List<SeveralResult>();
        foreach (var picked in several.Picked ?? [])
        {
            if (Several.Read(picked) is not { } seen) continue;
            results.Add(await DecideAsync(api, me, several, seen.CaseNumber, seen.Version));
        }

        return [.. results];
    }

    private static async Task<SeveralResult> DecideAsync(GongshuApi api, ClaimsPrincipal me, Several several, string number, int version)
    {
        var path = CaseFile.Path(number);
        var read = await api.GetAsync<CaseFile>(path);
        if (!read.IsValue) return new(number, null, read.Problem, false);
        var file = read.Value;

        // No list at all: they could not be asked for, which is no reason to pass.
        if (file.Signals is not []) return new(number, null, null, true);
        var stage = file.Stage is { } due && me.Has(due) ? due : "handler";
        var papers = several.PapersSeen ? PapersOf(file, stage) : [];
        var answer = await api.PostAsync<CaseFile>(
            path + "/decisions", new DecisionAsked(stage, "pass", Typed.Text(several.Comment), papers, []), version, several.Key is { Length: > 0 } key ? $"{key}-{number}" : null);
        return new(number, answer.Value, answer.Problem, false);
    }

    /// <summary>What came on paper and nobody confirmed yet; for the leader also the sealed form.</summary>
    internal static string[] PapersOf(CaseFile file, string stage) =>
    [
        .. file.Documents.Where(document => document.OnPaper).Select(document => document.Kind)
            .Concat(stage == "leader" && !Array.Exists(file.Documents, document => document.Kind == "applicationForm") ? ["applicationForm"] : [])
            .Except(file.PapersSeen, StringComparer.Ordinal),
    ];
}
