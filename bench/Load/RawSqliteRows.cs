using System.Globalization;
using System.Security.Cryptography;
using Gongshu.Policy;

namespace Gongshu.Load;

/// <summary>Rows of the shape and size that the product writes for an application, with bytes of the sealed length.</summary>
internal sealed class RawSqliteRows(string startAt)
{
    private const int SealedDetail = 432, EventHead = 500, EventLine = 820;
    private const long FirstNumber = 20181_0000000000;
    private const string Now = "1520211600000000";

    private readonly Pseudonymiser _pseudonyms = new(TrialKeys.Pseudonym);
    private readonly string _day = startAt[..10];
    private long _last;

    public RawCase Of(Roster roster, string key)
    {
        var number = FirstNumber + ++_last;
        var printed = string.Create(CultureInfo.InvariantCulture, $"GS-2018Q1-{_last:D6}");
        var uscc = World.Employer(roster.Employer).Uscc;
        var operation = Convert.FromHexString(TrialKeys.Operation(key));
        var rows = new List<(string, object?[])>
        {
            ("INSERT INTO operations (id, abandoned, stream, version, request_hash, at) VALUES (@1, 0, @2, 1, @3, @4)", [operation, printed, new byte[32], Now]),
        };
        for (var i = 0; i < roster.Persons.Length; i++) AddLine(rows, number, i + 1, roster.Persons[i], roster.Skills[i]);
        rows.Add((
            """
            INSERT INTO cases (case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt, submitted_at, status_since, operation, due_on, claimed)
            VALUES (@1, @2, 1, 1, 2, @3, '测试有限公司', 'gongshu-2018', @4, @5, @6, @7, @7, @8, @9, @4)
            """,
            [number, printed, uscc, roster.Persons.Length * 50_000, roster.Persons.Length, new byte[32], Now, operation, _day]));
        foreach (var person in roster.Persons)
            rows.Add(("INSERT INTO person_tokens (token, case_number) VALUES (@1, @2)", [_pseudonyms.NameToken(World.Person(person).Name), number]));
        for (var kind = 1; kind <= 4; kind++)
            rows.Add(("INSERT INTO traces (kind, token, case_number, owner, count) VALUES (@1, @2, @3, @4, 1)", [kind, (long)kind * 7919, number, uscc]));
        rows.Add((
            "INSERT INTO events (stream, version, type, actor, at, sealed_body, previous_hash, hash) VALUES (@1, 1, 'case.submitted', 'portal-1', @2, @3, @4, @4)",
            [printed, Now, RandomNumberGenerator.GetBytes(EventHead + EventLine * roster.Persons.Length), new byte[32]]));
        return new(rows);
    }

    private void AddLine(List<(string, object?[])> rows, long number, int line, int person, int skill)
    {
        _ = ResidentId.TryParse(World.Person(person).IdNumber, DateOnly.MaxValue, out var id);
        _ = CertificateNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"{World.Person(person).CertificateNumber}{skill:D4}"), out var given);
        var (worker, certificate) = (_pseudonyms.Worker(id), _pseudonyms.Certificate(given));
        rows.Add(("INSERT INTO certificates (certificate, worker, live) VALUES (@1, @2, 1)", [certificate, worker]));
        const string claim =
            """
            INSERT INTO claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail, certificate_year, level, migrant)
            VALUES (0, @1, @2, @3, 3, @4, 1, @5, @6, @7, @8, @9, @10, @11, @12)
            """;
        var subject = SubjectId.Worker(worker).Value;
        rows.Add((claim, [number, 50_000, line, 0, subject, "skillUpgrade:certificate:" + certificate, certificate, worker, RandomNumberGenerator.GetBytes(SealedDetail), 2018, 3, 0]));
        rows.Add((claim, [
            number, 0, line, 1, subject, string.Create(CultureInfo.InvariantCulture, $"skillUpgrade:6-18-{skill / 100:D2}-{skill % 100:D2}:senior"), null, null, null, null, null, null]));
    }
}
