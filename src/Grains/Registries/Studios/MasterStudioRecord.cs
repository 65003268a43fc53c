using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>A master studio as it is registered.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.MasterStudio"), NotPersonal]
public sealed record MasterStudioRecord
{
    [Id(0)] public required string Name { get; init; }
    [Id(1), Personal] public required NamedPerson Leader { get; init; }
    /// <summary>USCC of the enterprise that houses it.</summary>
    [Id(2)] public required string Host { get; init; }
    [Id(3)] public required StudioLevel Level { get; init; }
    [Id(4)] public required DateOnly RecognisedOn { get; init; }
    [Id(5)] public required OfficialDocument Document { get; init; }
    [Id(6)] public required int Version { get; init; }

    public MasterStudioView View(string id) => new(id, Name, Leader, Host, Level, RecognisedOn, Document, Version);

    /// <summary>A studio is one thing by its name and its document's number: a second id for it would be a second entitlement.</summary>
    public DirectoryEntry Entry(string id) => new(DirectoryKind.MasterStudio, id, Name, Host, SameName.Of(Name, Document.Number));
}

/// <summary>What a change of a master studio may do. Pure; whether the studio stands under another id is the directory's answer.</summary>
public static class MasterStudioRules
{
    /// <summary>Who registers what the district or a higher authority recognised.</summary>
    public const Roles Registrars = Roles.Handler | Roles.Leader | Roles.Admin;

    /// <summary>The record after a <c>PUT</c> by a handler, a leader or an admin. Past and future dates are taken: the rules judge them at submission.</summary>
    public static Answer<MasterStudioRecord> Put(MasterStudioRecord? current, MasterStudioForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Registrars)) return ProblemCode.Forbidden;
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;
        var next = new MasterStudioRecord
        {
            Name = form.Name,
            Leader = form.Leader,
            Host = form.Host,
            Level = form.Level,
            RecognisedOn = form.RecognisedOn,
            Document = form.Document,
            Version = (current?.Version ?? 0) + 1,
        };
        return Granted.Of(next, created: current is null);
    }
}
