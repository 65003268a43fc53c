using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Honours;

/// <summary>The model units of a year (三(七)). Key <c>hon-2018</c>.</summary>
public sealed class HonoursGrain : Grain, IHonoursGrain
{
    private readonly PolicyBook _policies;
    private readonly IPolicyClock _clock;
    private readonly Register<HonoursRecord> _register;

    public HonoursGrain(
        [PersistentState("honours", RegistryStorageName.Value)] IPersistentState<Registered<HonoursRecord>> storage,
        ILedger ledger, PolicyBook policies, IPolicyClock clock)
    {
        _policies = policies;
        _clock = clock;
        _register = new Register<HonoursRecord>(storage, ledger, _ => null, DeactivateOnIdle);
    }

    private int Year => int.Parse(this.GetPrimaryKeyString().AsSpan(GrainKeys.HonoursPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private HonourTerms? Terms => _policies.OfYear(Year)?.Honours;

    /// <inheritdoc/>
    public async Task<Answer<PageOf<HonourView>>> List(string? cursor, int limit)
    {
        var (terms, list) = (Terms, await _register.CurrentAsync());
        HonourEntry[] standing = terms is null || list is null ? [] : [.. list.Entries.Where(entry => !entry.TakenOff).OrderByDescending(entry => entry.Number)];
        return await ListPages.PageAsync(
            ListCursor.Of("honours", $"{Year}"), cursor, limit, page => Task.FromResult(Slice(standing, page)),
            entries => Task.FromResult(Array.ConvertAll(entries, entry => entry.View(Year, terms!))));
    }

    /// <inheritdoc/>
    public async Task<HonourView?> Get(string uscc) =>
        Terms is { } terms && (await _register.CurrentAsync())?.Find(uscc) is { TakenOff: false } entry ? entry.View(Year, terms) : null;

    /// <inheritdoc/>
    public async Task<Answer<HonourView>> Put(string uscc, HonourForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Terms is not { } terms) return actor.Has(Roles.Leader) ? ProblemCode.NotFound : ProblemCode.Forbidden;
        var list = await _register.CurrentAsync();
        var profile = await GrainFactory.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(uscc)).Profile();
        var answer = HonourRules.Put(list, profile is null ? null : new Organisation(uscc, profile.Name), form, actor, ifMatch, _clock.Today);
        return await WriteAsync("honour.changed", list, answer, actor, terms);
    }

    /// <inheritdoc/>
    public async Task<Answer<HonourView>> Remove(string uscc, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Terms is not { } terms) return actor.Has(Roles.Leader) ? ProblemCode.NotFound : ProblemCode.Forbidden;
        var list = await _register.CurrentAsync();
        return await WriteAsync("honour.takenOff", list, HonourRules.Remove(list, uscc, actor, ifMatch), actor, terms);
    }

    /// <inheritdoc/>
    public async Task<string[]> Among(string[] usccs)
    {
        var list = await _register.CurrentAsync();
        return Array.FindAll(usccs, uscc => list?.Find(uscc) is { TakenOff: false });
    }

    private async Task<Answer<HonourView>> WriteAsync(string type, HonoursRecord? list, Answer<HonourEntry> answer, Actor actor, HonourTerms terms)
    {
        if (answer.Refusal is { } refusal) return refusal;
        var next = answer.Value!;
        var before = list?.Find(next.Uscc) is { TakenOff: false } standing ? standing.View(Year, terms) : null;
        var change = new Change(before, next.TakenOff ? null : next.View(Year, terms));
        await _register.ChangeAsync((list ?? new HonoursRecord([])).With(next), new AuditNote(type, actor.Id, _clock.Now, next.Uscc, RegistryJson.Write(change)));
        return Granted.Of(next.View(Year, terms), answer.Created);
    }

    private static Page<HonourEntry> Slice(HonourEntry[] newestFirst, PageRequest page)
    {
        var after = int.MaxValue;
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after)) throw new InvalidCursorException();
        HonourEntry[] rest = [.. newestFirst.Where(entry => entry.Number < after).Take(page.Limit + 1)];
        return rest.Length <= page.Limit ? new(rest, null) : new(rest[..^1], rest[^2].Number.ToString(CultureInfo.InvariantCulture));
    }

    private sealed record Change(HonourView? Before, HonourView? After);
}
