using Gongshu.Policy;
using Orleans.Concurrency;
using Orleans.Services;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// One on each silo: takes the holds of an attempt for all subjects there by one message, and ends them by another (docs/decisions/0067-one-message-a-silo.md).
/// It holds nothing and decides nothing: a subject that is warm there is asked in its slot, any other by the message of <see cref="IClaimSubject"/> that it would
/// have got otherwise, wherever its grain is. So who asks the wrong desk gets the right answer, later.
/// </summary>
public interface ISubjectDesk : IGrainService
{
    /// <summary>As <see cref="IClaimSubject.TryHold"/> of each of them.</summary>
    /// <returns>As many answers, in the same order.</returns>
    Task<HoldAnswer[]> TryHold(SubjectHold[] holds);

    /// <summary>As <see cref="IClaimSubject.Confirm"/> of each of them.</summary>
    [OneWay]
    Task Confirm(string holder, ConfirmedClaims[] claims);

    /// <summary>As <see cref="IClaimSubject.Release"/> of each of them.</summary>
    [OneWay]
    Task Release(string holder, SubjectId[] subjects);
}

[GenerateSerializer, Immutable, Alias("gongshu.SubjectHold"), NotPersonal]
public sealed record SubjectHold([property: Id(0)] SubjectId Subject, [property: Id(1)] HoldRequest Request);

[GenerateSerializer, Immutable, Alias("gongshu.ConfirmedClaims"), NotPersonal]
public sealed record ConfirmedClaims([property: Id(0)] SubjectId Subject, [property: Id(1)] HeldClaim[] Claims);
