using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Registries;

/// <summary>
/// What a registry grain stores: the record in force, and a change that was begun. A change touches three places (state, directory, audit
/// log); what was begun is carried out at the next call, whatever happened between.
/// </summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Registered`1"), NotPersonal]
public sealed record Registered<T>
    where T : class
{
    /// <summary>Null: nothing is registered under this id.</summary>
    [Id(0)] public T? Current { get; init; }
    [Id(1)] public Intent<T>? Intended { get; init; }
}

/// <summary>A change that was begun: the record that it leads to, and its entry in the audit log.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Intent`1"), NotPersonal]
public sealed record Intent<T>([property: Id(0)] T Next, [property: Id(1)] AuditNote Note)
    where T : class;

/// <summary>An audit entry before it is written.</summary>
/// <param name="Subject">USCC, id or year; never personal data.</param>
/// <param name="Body">UTF-8 JSON with numbers masked: auditors read it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.state.AuditNote"), NotPersonal]
public sealed record AuditNote(
    [property: Id(0)] string Type, [property: Id(1)] string Actor, [property: Id(2)] DateTimeOffset At, [property: Id(3)] string Subject,
    [property: Id(4), Personal] byte[] Body)
{
    internal AuditEntry Entry => new(Type, Actor, At, Subject, Body);
}
