using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>The model units of a year (三(七)): a list, no money. One grain owns the year, so an enterprise stands on it once. Key <c>hon-2018</c>.</summary>
public interface IHonoursGrain : IGrainWithStringKey
{
    /// <summary>Newest first. Everybody with a token; an unreadable cursor is refused.</summary>
    Task<Answer<PageOf<HonourView>>> List(string? cursor, int limit);
    /// <summary>Null: the enterprise is not on the list.</summary>
    Task<HonourView?> Get(string uscc);
    /// <summary>
    /// Puts an enterprise on the list, or changes its entry. Durable on return, with its audit entry. A leader only; not found: an enterprise that is
    /// not registered, or a year that no policy has.
    /// </summary>
    Task<Answer<HonourView>> Put(string uscc, HonourForm form, Actor actor, int? ifMatch);
    /// <summary>Takes an enterprise off the list; what stood there is kept, and in the audit. A leader only; answers the entry that was taken off.</summary>
    Task<Answer<HonourView>> Remove(string uscc, Actor actor, int? ifMatch);
    /// <summary>Those of the enterprises that are on the list.</summary>
    Task<string[]> Among(string[] usccs);
}

/// <summary>Who might be honoured: a read of the ledger. A stateless worker with key 0.</summary>
public interface IShortlistGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Enterprises by the high-skilled workers whom they had trained in the year, the most first, then by USCC; all staff. A year without any, or that
    /// no policy has, has an empty list.
    /// </summary>
    Task<Answer<PageOf<ShortlistedView>>> Read(int year, Actor actor, string? cursor, int limit);
}

/// <summary><c>PUT /honours/{year}/enterprises/{uscc}</c>.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.HonourForm"), NotPersonal]
public sealed record HonourForm([property: Id(0)] string Grounds, [property: Id(1)] OfficialDocument Document);

/// <param name="EntitlementKey">What may not repeat on the enterprise: once a year.</param>
/// <param name="HonouredOn">The day on which it was put on the list.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Honour"), NotPersonal]
public sealed record HonourView(
    [property: Id(0)] int Year, [property: Id(1)] Organisation Enterprise, [property: Id(2)] string Clause, [property: Id(3)] string EntitlementKey,
    [property: Id(4)] string Grounds, [property: Id(5)] OfficialDocument Document, [property: Id(6)] DateOnly HonouredOn, [property: Id(7)] int Version);

/// <param name="Rank">1 for the most; who has as many has the same rank, and the next rank is left out.</param>
/// <param name="Tied">How many enterprises have this rank, this one included.</param>
/// <param name="HighSkilledWorkers">Distinct people, counted as the report counts them for its target.</param>
/// <param name="Honoured">Whether it is on the year's list.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Shortlisted"), NotPersonal]
public sealed record ShortlistedView(
    [property: Id(0)] int Rank, [property: Id(1)] int Tied, [property: Id(2)] Organisation Enterprise, [property: Id(3)] int HighSkilledWorkers,
    [property: Id(4)] bool Honoured);
