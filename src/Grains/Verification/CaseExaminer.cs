using System.Globalization;
using Gongshu.Grains.Applications;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>One case: its chain, its fold, and every row that stands under its number. A case whose events are broken is named once and compared no further.</summary>
internal sealed partial class CaseExaminer(Findings findings, ChainExaminer chain, KnownClaims known, IntakeHistory intake, KnownPayments payments, KnownOperations operations)
{
    public void Examine(CaseFile file)
    {
        var number = file.Row.Case.Number;
        chain.Begin(number.ToString());
        foreach (var stored in file.Events) chain.Take(stored);
        chain.End(file.Row.Case.Version);
        findings.Checked(Invariant.Receipts);
        if (file.Events is [{ Event.Version: 1 } first, ..] && !first.Event.Hash.AsSpan().SequenceEqual(file.Row.Case.Receipt))
            findings.Add(Invariant.Receipts, number.ToString(), "its receipt is not the hash of its first event");
        if (file.Operation is { } operation) operations.Expect(operation, number);
        foreach (var row in file.Claims) ExamineLife(row);

        var folded = chain.IsWhole && file.Events.Length > 0 ? FoldedCase.Of([.. file.Events.Select(read => read.Event)], findings) : null;
        if (folded is null)
        {
            RememberRows(file);
            return;
        }
        Remember(folded);
        CompareRow(file, folded.State);
        CompareClaims(file, folded);
        CompareDuties(file, folded.State);
        ExamineStages(folded.State);
        // What was paid before the system existed was received in no window of it.
        if (folded.State.Imported is null) intake.Examine(folded.State, file.Events[0].Event);
    }

    /// <summary>I6, by the row alone.</summary>
    private void ExamineLife(SnapshotClaim row)
    {
        findings.Checked(Invariant.ClaimLives);
        var lawful = row.Status switch
        {
            ClaimStatus.Held or ClaimStatus.Approved or ClaimStatus.Paid => row.Live,
            ClaimStatus.Released => !row.Live,
            ClaimStatus.ClawedBack => true,
            _ => false,
        };
        if (!lawful) findings.Add(Invariant.ClaimLives, Places.Row(row), $"it is {Places.Print(row.Status)} and {(row.Live ? "guards" : "does not guard")} its key");
        if (row.Stopped && row.Status != ClaimStatus.Approved) findings.Add(Invariant.ClaimLives, Places.Row(row), $"it is stopped, though {Places.Print(row.Status)}");
    }

    private void CompareRow(CaseFile file, CaseState state)
    {
        findings.Checked(Invariant.FoldIsRow);
        var (row, fold) = (file.Row.Case, CaseCommand.Row(state));
        void Compare<T>(string column, T stored, T folded)
        {
            if (!EqualityComparer<T>.Default.Equals(stored, folded))
                findings.Add(Invariant.FoldIsRow, row.Number.ToString(), $"its row says {column} {Places.Print(stored)}, its events {Places.Print(folded)}");
        }
        void CompareAt(string column, DateTimeOffset? stored, DateTimeOffset? folded) =>
            Compare(column, stored is { } one ? Places.AsStored(one) : (DateTimeOffset?)null, folded is { } other ? Places.AsStored(other) : null);
        Compare("number", file.Printed, row.Number.ToString());
        Compare("status", row.Status, fold.Status);
        Compare("programme", row.Programme, fold.Programme);
        Compare("applicant", row.Applicant, fold.Applicant);
        if (row.ApplicantName != fold.ApplicantName) findings.Add(Invariant.FoldIsRow, row.Number.ToString(), "its row names the applicant otherwise than its events");
        Compare("policy", row.Policy, fold.Policy);
        Compare("amount", row.Amount, fold.Amount);
        Compare("lines", row.Lines, fold.Lines);
        if (row.Claimed is not null) Compare("claimed", row.Claimed, fold.Claimed);
        CompareAt("submittedAt", row.SubmittedAt, fold.SubmittedAt);
        CompareAt("statusSince", row.StatusSince, fold.StatusSince);
        CompareAt("decidedAt", row.DecidedAt, fold.DecidedAt);
        CompareAt("paidAt", row.PaidAt, fold.PaidAt);
        Compare("batch", row.BatchId, fold.BatchId);
        Compare("money waiting", row.Money.Waiting, fold.Money.Waiting);
        Compare("money stopped", row.Money.Stopped, fold.Money.Stopped);
        Compare("money scheduled", row.Money.Scheduled, fold.Money.Scheduled);
        Compare("money failed", row.Money.Failed, fold.Money.Failed);
        Compare("money paid", row.Money.Paid, fold.Money.Paid);
        Compare("money clawed back", row.Money.ClawedBack, fold.Money.ClawedBack);
        Compare("money repaid", row.Money.Repaid, fold.Money.Repaid);
        Compare("dueOn", row.DueOn, fold.DueOn);
        Compare("assignee", row.Assignee, fold.Assignee);
        Compare("open appeals", row.OpenAppeals, fold.OpenAppeals);
        Compare("appealDueOn", row.AppealDueOn, fold.AppealDueOn);
    }

    private void Remember(FoldedCase folded)
    {
        var state = folded.State;
        foreach (var claim in state.Claims.Where(claim => claim.Live))
        {
            foreach (var key in claim.Keys) known.AddLive(state.Number, claim.Line, new(new SubjectId(key.Subject), key.Key));
            if (Array.Find(state.Lines, line => line.Line == claim.Line) is { Certificate: { } certificate, WorkerRef: { } worker })
                known.AddCertificate(state.Number, certificate, worker);
        }
        foreach (var line in folded.Payments) payments.Expect(line);
    }

    /// <summary>The rows stand in for events that cannot be folded, so that other tables are still held against something.</summary>
    private void RememberRows(CaseFile file)
    {
        payments.Leave(file.Row.Case.Number);
        foreach (var row in file.Claims.Where(row => row is { Live: true, Certificate: not null, WorkerRef: not null }))
            known.AddCertificate(row.Case, row.Certificate!, row.WorkerRef!);
    }
}
