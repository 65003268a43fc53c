using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Texts;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>Asks the contract what would become of a draft. Where parts have faults, the rest is judged without them.</summary>
internal static class DraftPrecheck
{
    /// <summary>So many lines are judged while somebody types; of more only the one that is being typed, until the button asks for all.</summary>
    public const int MostLive = 200;

    // As many faults as a problem names at most: where there are more, which lines are right is not known.
    private const int MostFaults = 1_000;

    /// <param name="only">The one line to judge; null: all.</param>
    public static async Task<DraftCheck> AskAsync(GongshuApi api, Speech speech, Draft draft, int? only)
    {
        DraftLine[] lines = only is { } number ? [.. draft.Lines.Where(line => line.Line == number)] : [.. draft.Lines];
        var check = new DraftCheck { Whole = only is null };
        if (only is not null && draft.Check is { } before) check = new() { Lines = before.Lines, Faults = before.Faults, Missing = before.Missing, Window = before.Window, Codes = before.Codes, Reasons = before.Reasons, Amount = before.Amount };
        foreach (var line in lines) check.Lines.Remove(line.Line);
        var answer = await api.PostAsync<Precheck>("/applications/precheck", ApplicationBody.Of(draft, lines));
        if (answer.Problem?.Is("invalid-request") == true)
        {
            check.Faults = [];
            var wrong = Note(check, answer.Problem, lines);
            DraftLine[] rest = [.. lines.Where(line => !wrong.Contains(line.Line))];
            if (answer.Problem.Errors.Length >= MostFaults || rest.Length == 0 && lines.Length > 0) return check;
            var heads = check.Faults.Keys.Select(pointer => pointer.Split('/')[1]).ToHashSet(StringComparer.Ordinal);
            answer = await api.PostAsync<Precheck>("/applications/precheck", ApplicationBody.Of(draft, rest, heads));
            if (answer.IsValue) Note(check, answer.Value, speech, draft.CaseNumber, only is null);
            check.WouldBe = null;
        }
        else if (answer.IsValue)
        {
            check.Faults = [];
            Note(check, answer.Value, speech, draft.CaseNumber, only is null);
        }

        if (answer.Problem is { } problem && !problem.Is("invalid-request")) check.Refused = problem.Detail ?? problem.Title;
        return check;
    }

    /// <summary>The faults of a body, each at its place.</summary>
    /// <returns>The lines that have one.</returns>
    public static HashSet<int> Note(DraftCheck check, Problem problem, DraftLine[] lines)
    {
        var wrong = new HashSet<int>();
        check.Omitted = problem.ErrorsOmitted ?? 0;
        foreach (var fault in problem.Errors)
        {
            if (fault.Pointer.Split('/') is not ["", "lines", var index, .. var rest] || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= lines.Length)
            {
                check.Faults.TryAdd(fault.Pointer, fault.Detail);
                continue;
            }

            var line = lines[at].Line;
            if (wrong.Add(line)) check.Lines[line] = new([], []);
            check.Lines[line].Faults.TryAdd(FieldOf(rest), fault.Detail);
        }

        return wrong;
    }

    private static void Note(DraftCheck check, Precheck said, Speech speech, string? corrected, bool whole)
    {
        if (whole)
        {
            (check.WouldBe, check.Codes, check.Window, check.Amount, check.ComputedAmount, check.NextOpensOn) =
                (said.WouldBe, said.Codes, said.Window, said.Amount, said.ComputedAmount, said.NextOpensOn);
            (check.Missing, check.Reasons) = (said.Missing, [.. said.Reasons.Select(reason => reason.Detail)]);
        }

        var held = said.Conflicts.ToLookup(conflict => (conflict.Line, conflict.Benefit));
        foreach (var line in said.Lines)
        {
            check.Lines[line.Line] = new([],
            [
                .. line.Benefits.Select(benefit => new BenefitCheck(
                    benefit.Benefit, IsOwn(held[(line.Line, benefit.Benefit)], corrected) ? BenefitCheck.Own : benefit.Verdict, benefit.Amount, benefit.Clause, [.. benefit.Reasons.Select(reason => reason.Detail)],
                    held[(line.Line, benefit.Benefit)].FirstOrDefault()?.HeldBy.CaseNumber, benefit.Change is { } change ? speech.Say(change.Text, change.TextEn) : null)),
            ]);
        }
    }

    // A precheck does not know that a returned case is corrected: what that case holds itself is no duplicate.
    private static bool IsOwn(IEnumerable<Conflict> conflicts, string? corrected) => corrected is not null && conflicts.Any(conflict => conflict.HeldBy.CaseNumber == corrected);

    /// <summary>The field of a line by the rest of its pointer.</summary>
    private static string FieldOf(string[] pointer) => pointer switch
    {
        ["worker", "name"] => nameof(DraftLine.Name),
        ["worker", "idNumber"] => nameof(DraftLine.IdNumber),
        ["worker", "phone"] => nameof(DraftLine.Phone),
        ["certificate", "number"] => nameof(DraftLine.CertificateNumber),
        ["certificate", "occupation", "code"] => nameof(DraftLine.OccupationCode),
        ["certificate", "occupation", ..] => nameof(DraftLine.OccupationName),
        ["certificate", "level"] => nameof(DraftLine.Level),
        ["certificate", "issuedOn"] => nameof(DraftLine.IssuedOn),
        ["certificate", "declaredBy"] => nameof(DraftLine.DeclaredBy),
        [_, "contractFrom"] => nameof(DraftLine.ContractFrom),
        [_, "contractTo"] => nameof(DraftLine.ContractTo),
        [_, "position"] => nameof(DraftLine.Position),
        ["internship", "base"] => nameof(DraftLine.Base),
        ["internship", "from"] => nameof(DraftLine.From),
        ["internship", "to"] => nameof(DraftLine.To),
        ["internship", "education"] => nameof(DraftLine.Education),
        ["award", "edition"] => nameof(DraftLine.Edition),
        ["award", "announcedOn"] => nameof(DraftLine.AnnouncedOn),
        ["award", "kind"] => nameof(DraftLine.AwardKind),
        ["award", "team"] => nameof(DraftLine.Team),
        ["award", "occupation"] => nameof(DraftLine.AwardOccupation),
        _ => "",
    };
}
