using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Honours;

/// <summary>The list of a year; what was taken off stays in it, so that no version is used twice.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Honours"), NotPersonal]
public sealed record HonoursRecord([property: Id(0)] HonourEntry[] Entries)
{
    /// <summary>Whether it stands on the list or was taken off; null: it never stood there.</summary>
    public HonourEntry? Find(string uscc) => Array.Find(Entries, entry => entry.Uscc == uscc);

    public HonoursRecord With(HonourEntry entry) => new([.. Entries.Where(other => other.Uscc != entry.Uscc), entry]);
}

[GenerateSerializer, Immutable, Alias("gongshu.state.Honour"), NotPersonal]
public sealed record HonourEntry
{
    [Id(0)] public required string Uscc { get; init; }
    /// <summary>As it was registered when the entry was last changed.</summary>
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required string Grounds { get; init; }
    [Id(3)] public required OfficialDocument Document { get; init; }
    /// <summary>The day on which it was put on the list, the last time that it was.</summary>
    [Id(4)] public required DateOnly HonouredOn { get; init; }
    /// <summary>Rises with each time that somebody is put on the list of the year: what is newest.</summary>
    [Id(5)] public required int Number { get; init; }
    [Id(6)] public required int Version { get; init; }
    [Id(7)] public required bool TakenOff { get; init; }

    public HonourView View(int year, HonourTerms terms) => new(
        year, new Organisation(Uscc, Name), terms.Citation.Clause, terms.KeyOf(Policy.Uscc.Parse(Uscc), year).Key, Grounds, Document, HonouredOn, Version);
}

/// <summary>What a change of the year's list may do. Pure.</summary>
public static class HonourRules
{
    /// <summary>The entry after a <c>PUT</c> by a leader: a new one, or the one that stands with other words.</summary>
    /// <param name="enterprise">Null: not registered.</param>
    public static Answer<HonourEntry> Put(HonoursRecord? list, Organisation? enterprise, HonourForm form, Actor actor, int? ifMatch, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Roles.Leader)) return ProblemCode.Forbidden;
        if (enterprise is null) return ProblemCode.NotFound;
        var (before, standing) = Standing(list, enterprise.Uscc);
        if (ifMatch is not null && ifMatch != standing?.Version) return ProblemCode.StaleVersion;
        var next = new HonourEntry
        {
            Uscc = enterprise.Uscc,
            Name = enterprise.Name,
            Grounds = form.Grounds,
            Document = form.Document,
            HonouredOn = standing?.HonouredOn ?? today,
            Number = standing?.Number ?? (list is { Entries.Length: > 0 } ? list.Entries.Max(entry => entry.Number) + 1 : 1),
            Version = (before?.Version ?? 0) + 1,
            TakenOff = false,
        };
        return Granted.Of(next, created: standing is null);
    }

    /// <summary>The entry after a leader took it off the list.</summary>
    public static Answer<HonourEntry> Remove(HonoursRecord? list, string uscc, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Roles.Leader)) return ProblemCode.Forbidden;
        if (Standing(list, uscc).Standing is not { } standing) return ProblemCode.NotFound;
        if (ifMatch is not null && ifMatch != standing.Version) return ProblemCode.StaleVersion;
        return Granted.Of(standing with { TakenOff = true, Version = standing.Version + 1 });
    }

    private static (HonourEntry? Before, HonourEntry? Standing) Standing(HonoursRecord? list, string uscc)
    {
        var before = list?.Find(uscc);
        return (before, before is { TakenOff: false } ? before : null);
    }
}
