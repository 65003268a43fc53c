using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Signals;

/// <summary>From cases to what their signals are judged by: three reads of the ledger, whatever the number of cases and the size of their rosters.</summary>
internal sealed class SignalGathering(ILedger ledger, Pseudonymiser pseudonyms)
{
    private sealed record Asked(
        CaseState State, Dictionary<(TraceKind Kind, long Token), SignalCode> Same, Dictionary<(TraceKind Kind, long Token), int[]> Days, string[] Workers, HashSet<string> Certificates);

    private sealed record Found(
        ILookup<(TraceKind Kind, long Token), TraceMatch> Traces, IReadOnlyDictionary<string, SubjectHistory> Histories, ILookup<string, ReleasedCertificate> Former);

    /// <param name="cases">Each with the account to which it is paid; null: not known.</param>
    /// <returns>In the order of the cases.</returns>
    public async Task<SignalFacts[]> GatherAsync(IReadOnlyList<(CaseState State, BankAccount? Account)> cases)
    {
        Asked[] asked = [.. cases.Select(one => Ask(one.State, one.Account))];
        var traces = ledger.FindTracesAsync([.. asked.SelectMany(one => one.Same.Keys.Concat(one.Days.Keys)).Distinct()], CancellationToken.None);
        var histories = ledger.LoadHistoriesAsync([.. asked.SelectMany(one => one.Workers).Distinct().Select(SubjectId.Worker)], CancellationToken.None);
        var former = ledger.FormerOwnersAsync([.. asked.SelectMany(one => one.Certificates).Distinct()], CancellationToken.None);
        await Task.WhenAll(traces, histories, former);
        var found = new Found(
            (await traces).ToLookup(match => (match.Kind, match.Token)), (await histories).ToDictionary(history => history.Subject.PublicId),
            (await former).ToLookup(owner => owner.Certificate));
        return Array.ConvertAll(asked, one => FactsOf(one, found));
    }

    private Asked Ask(CaseState state, BankAccount? account) => new(
        state, Same(state, account), Days(state), [.. state.Lines.Select(line => line.WorkerRef).OfType<string>().Distinct()],
        [.. state.Lines.Select(line => line.Certificate).OfType<string>()]);

    private SignalFacts FactsOf(Asked asked, Found found)
    {
        var state = asked.State;
        SubjectHistory[] histories = Array.ConvertAll(asked.Workers, worker => found.Histories[worker]);
        // One person under two references is one person, by the reference that both stand for now.
        var moved = histories.Where(history => history.MovedTo is not null).ToDictionary(history => history.Subject.PublicId, history => history.MovedTo!.Value.PublicId);
        IEnumerable<TraceMatch> Elsewhere((TraceKind, long) trace) => found.Traces[trace].Where(match => match.Case != state.Number);
        return new SignalFacts
        {
            Case = state.Number,
            Applicant = state.Form.Applicant,
            OnPaper = state.Submitted.Form.ReceivedOnPaper is not null,
            Lines = [.. state.Lines.Select((line, i) => Line(line, i < state.Form.Lines.Length ? state.Form.Lines[i] : null, moved))],
            Same = [.. from one in asked.Same from match in Elsewhere(one.Key) select new SameTrace(one.Value, match.Case, match.Owner)],
            Days = [.. asked.Days.Select(day => new CertificateDay(day.Value, [.. Elsewhere(day.Key).Select(match => (match.Case, match.Count))]))],
            Claims = [.. histories.SelectMany(history => Claims(history, Person(history.Subject.PublicId, moved)))],
            FormerOwners = [.. asked.Certificates.SelectMany(certificate => found.Former[certificate]).Select(owner => new FormerOwner(owner.Certificate, Person(owner.Worker, moved), owner.Case))],
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
