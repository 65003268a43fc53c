using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>Folds a case event by event, and notes since when each of its live claims has guarded its keys without a break.</summary>
internal sealed class HeldSince
{
    private Dictionary<(int Line, Benefit Benefit, StoredKey Key), DateTimeOffset> _since = [];

    public DateTimeOffset? Of(int line, Benefit benefit, StoredKey key) => _since.TryGetValue((line, benefit, key), out var at) ? at : null;

    /// <summary>The case as it stands; null: there is none.</summary>
    public CaseState? Fold(IEnumerable<StoredEvent> events)
    {
        CaseState? state = null;
        foreach (var stored in events)
        {
            var before = state;
            state = CaseState.Fold(state, [stored])!;
            if (ReferenceEquals(before?.Claims, state.Claims)) continue;
            var since = new Dictionary<(int, Benefit, StoredKey), DateTimeOffset>();
            foreach (var claim in state.Claims.Where(claim => claim.Live))
                foreach (var key in claim.Keys)
                    since[(claim.Line, claim.Benefit, key)] = Of(claim.Line, claim.Benefit, key) ?? PolicyTime.Of(stored.At);
            _since = since;
        }
        return state;
    }
}
