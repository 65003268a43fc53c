using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>A competition as it is registered.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Competition"), NotPersonal]
public sealed record CompetitionRecord
{
    private const string WorldSkillsOf = "worldSkills:";

    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required int Year { get; init; }
    [Id(2)] public required CompetitionClass Class { get; init; }
    /// <summary>USCC.</summary>
    [Id(3)] public required string Organiser { get; init; }
    [Id(4)] public required OfficialDocument Document { get; init; }
    [Id(5)] public required int Version { get; init; }

    public CompetitionView View(string id) => new(id, Name, Year, Class, Organiser, Document, Version);

    /// <summary>There is one WorldSkills competition a year: its team awards are claimed on this one subject.</summary>
    public DirectoryEntry Entry(string id) =>
        new(DirectoryKind.Competition, id, Name, Organiser, Class == CompetitionClass.WorldSkills ? $"{WorldSkillsOf}{Year}" : null);

    /// <summary>Whether a directory entry of a competition is that of a WorldSkills.</summary>
    /// <param name="uniqueName">Of the entry.</param>
    public static bool IsWorldSkills(string? uniqueName) => uniqueName?.StartsWith(WorldSkillsOf, StringComparison.Ordinal) == true;
}

/// <summary>What a change of a competition may do. Pure; whether the year has its WorldSkills competition is the directory's answer.</summary>
public static class CompetitionRules
{
    /// <summary>The record after a <c>PUT</c> by a handler, a leader or an admin.</summary>
    public static Answer<CompetitionRecord> Put(CompetitionRecord? current, CompetitionForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(MasterStudioRules.Registrars)) return ProblemCode.Forbidden;
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;
        var next = new CompetitionRecord
        {
            Name = form.Name,
            Year = form.Year,
            Class = form.Class,
            Organiser = form.Organiser,
            Document = form.Document,
            Version = (current?.Version ?? 0) + 1,
        };
        return Granted.Of(next, created: current is null);
    }
}
