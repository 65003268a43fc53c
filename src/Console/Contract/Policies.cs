using System.Text.Json;

namespace Gongshu.StaffConsole.Contract;

public sealed record PolicyListed(string Id);

/// <summary><c>GET /policies/{id}</c>: the policy file, as much of it as the page reads.</summary>
public sealed record PolicyFile
{
    public required string Id { get; init; }
    public required PolicyText Title { get; init; }
    public required PolicySource Source { get; init; }
    public required PolicyValidity Validity { get; init; }
    public required PolicyMonths Windows { get; init; }
    public CitedCarry? CertificateYear { get; init; }
    public CitedDays? PlanFiling { get; init; }
    public Dictionary<string, PolicyReading> Readings { get; init => field = value ?? []; } = [];
    public PolicyProgramme[] Programmes { get; init => field = value ?? []; } = [];
    public PolicyHonours? Honours { get; init; }
    public PolicyRule[] Officers { get; init => field = value ?? []; } = [];
    public Dictionary<string, AdministrativeDays> Administrative { get; init => field = value ?? []; } = [];
    public PolicySignal[] Signals { get; init => field = value ?? []; } = [];
    public PolicyTarget[] Targets { get; init => field = value ?? []; } = [];

    /// <summary>Whether what stands under these readings is in force.</summary>
    public bool Holds(Dictionary<string, string>? when) =>
        when is null || when.All(condition => Readings.TryGetValue(condition.Key, out var reading) && reading.Value == condition.Value);
}

public sealed record PolicyText(string Zh, string En);

public sealed record PolicySource(string IssuedBy, DateOnly PublishedOn);

public sealed record PolicyValidity(DateOnly From, DateOnly? To, string Clause, string Quote);

public sealed record PolicyMonths(int[] Months, string Clause, string Quote);

public sealed record CitedCarry(DayOfYear CarriedFrom, string Clause, string Quote);

public sealed record DayOfYear(int Month, int Day);

public sealed record CitedDays(int WorkingDays, string Clause, string Quote);

/// <summary>How an open place of the text is read, and how else it could be.</summary>
public sealed record PolicyReading(string Value, string[] Alternatives, string Clause, string Quote, PolicyText Question);

public sealed record PolicyProgramme(
    string Programme, PolicyText Name, string Clause, string Quote, PolicyApplicants[] ApplicantKinds, PolicyRule[] Rules, PolicyPaper[] Documents, PolicyBenefit[] Benefits);

public sealed record PolicyApplicants(string[] Kinds, string Clause, string Quote);

public sealed record PolicyRule(string Code, string Clause, string Quote, Dictionary<string, string>? When);

public sealed record PolicyPaper(string Kind, string At, string Clause, string Quote);

public sealed record PolicyBenefit(string Benefit, PolicyText Name, string Clause, string Quote, string Payee, PolicyAmount Amount, PolicyKey[] Keys);

/// <param name="Yuan">A number, or one for each value of <paramref name="Per"/>.</param>
public sealed record PolicyAmount(string Per, JsonElement Yuan)
{
    /// <summary>Each sum with what it is for; null: for every case.</summary>
    public IEnumerable<(string? Of, decimal Yuan)> Table => Yuan.ValueKind == JsonValueKind.Object
        ? Yuan.EnumerateObject().Select(sum => ((string?)sum.Name, sum.Value.GetDecimal()))
        : [(null, Yuan.GetDecimal())];
}

public sealed record PolicyKey(string Subject, string Template, Dictionary<string, string>? When);

public sealed record PolicyHonours(PolicyText Name, string Clause, string Quote);

public sealed record AdministrativeDays(int Value, PolicyText Meaning);

public sealed record PolicySignal(string Code, PolicyText Name, int? Threshold, string? Clause, string? Quote);

public sealed record PolicyTarget(string Target, int AtLeast, string Unit, int? ByYear, string Clause, string Quote, PolicyText Meaning);

/// <summary><c>GET /policies/{id}/refusals</c>.</summary>
public sealed record PolicyRefusals(RefusalWords[] Items);

public sealed record RefusalWords(string Code, string Title);
