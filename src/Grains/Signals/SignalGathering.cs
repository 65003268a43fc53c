using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Signals;

/// <summary>From a case to what its signals are judged by: three reads of the ledger, whatever the size of the roster.</summary>
internal sealed class SignalGathering(ILedger ledger, Pseudonymiser pseudonyms)
{
    /// <param name="account">To which the case is paid; null: not known.</param>
    public async Task<SignalFacts> GatherAsync(CaseState state, BankAccount? account)
    {
        var same = Same(state, account);
        var days = Days(state);
        string[] workers = [.. state.Lines.Select(line => line.WorkerRef).OfType<string>().Distinct()];
        string[] certificates = [.. state.Lines.Select(line => line.Certificate).OfType<string>().Distinct()];
        var traces = ledger.FindTracesAsync([.. same.Keys, .. days.Keys], CancellationToken.None);
        var histories = ledger.LoadHistoriesAsync(Array.ConvertAll(workers, SubjectId.Worker), CancellationToken.None);
        var former = ledger.FormerOwnersAsync(certificates, CancellationToken.None);
        await Task.WhenAll(traces, histories, former);

        // One person under two references is one person, by the reference that both stand for now.
        var moved = (await histories).Where(history => history.MovedTo is not null).ToDictionary(history => history.Subject.PublicId, history => history.MovedTo!.Value.PublicId);
        var found = (await traces).Where(match => match.Case != state.Number).ToLookup(match => (match.Kind, match.Token));
        return new SignalFacts
        {
            Case = state.Number,
            Applicant = state.Form.Applicant,
            OnPaper = state.Submitted.Form.ReceivedOnPaper is not null,
            Lines = [.. state.Lines.Select((line, i) => Line(line, i < state.Form.Lines.Length ? state.Form.Lines[i] : null, moved))],
            Same = [.. from one in same from match in found[one.Key] select new SameTrace(one.Value, match.Case, match.Owner)],
            Days = [.. days.Select(day => new CertificateDay(day.Value, [.. found[day.Key].Select(match => (match.Case, match.Count))]))],
            Claims = [.. (await histories).SelectMany(history => Claims(history, Person(history.Subject.PublicId, moved)))],
            FormerOwners = [.. (await former).Select(owner => new FormerOwner(owner.Certificate, Person(owner.Worker, moved), owner.Case))],
        };
    }

    private Dictionary<(TraceKind Kind, long Token), SignalCode> Same(CaseState state, BankAccount? account)
    {
        var contact = state.Form.Contact;
        var same = new Dictionary<(TraceKind, long), SignalCode> { [Token(TraceKind.ContactName, contact.Name)] = SignalCode.SameContact };
        if (account is not null) same[Token(TraceKind.BankAccount, account.AccountNumber)] = SignalCode.SameBankAccount;
        if (contact.Phone is { } phone) same[Token(TraceKind.Phone, phone)] = SignalCode.SamePhone;
        return same;
    }

    /// <summary>The lines of each day of issue and level.</summary>
    private Dictionary<(TraceKind Kind, long Token), int[]> Days(CaseState state) => state.Form.Lines
        .Where(line => line.Certificate is not null)
        .GroupBy(line => SubmissionCommand.CertificateDay(state.Form.Applicant, line.Certificate!.IssuedOn, line.Certificate.Level), line => line.Line)
        .ToDictionary(day => Token(TraceKind.CertificateDay, day.Key), day => day.ToArray());

    private (TraceKind, long) Token(TraceKind kind, string text) => (kind, pseudonyms.TraceToken(kind.ToString(), text));

    private SignalLine Line(SubmittedLine line, RosterLine? given, Dictionary<string, string> moved) => new(
        line.Line, line.WorkerRef is { } worker ? Person(worker, moved) : null, given is null ? null : pseudonyms.NameToken(given.Worker.Name),
        given?.Employment?.ContractFrom ?? given?.Internship?.ContractFrom, given?.Employment is { } employment ? employment.ContractTo : given?.Internship?.ContractTo,
        line.Certificate);

    /// <summary>One for each benefit of a line: the row that carries the detail.</summary>
    private static IEnumerable<WorkerClaim> Claims(SubjectHistory history, string person) =>
        from entry in history.Entries
        where entry.Detail is not null
        select new WorkerClaim(person, entry.Case, entry.Applicant, entry.Detail!.NameToken, entry.Detail.ContractFrom, entry.Detail.ContractTo);

    private static string Person(string worker, Dictionary<string, string> moved) => moved.GetValueOrDefault(worker, worker);
}
