using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>What the figures of a simulation cannot say.</summary>
internal static class SimulationLimits
{
    /// <param name="inForce">The policy that judged the window.</param>
    /// <param name="all">Every policy of the installation: what earlier windows were judged by is among them.</param>
    public static SimulationLimit[] Of(SubsidyPolicy draft, SubsidyPolicy inForce, IEnumerable<SubsidyPolicy> all, bool english)
    {
        var limits = new List<SimulationLimit> { Limit(NotKnown.RefusedAtSubmission, english) };
        if (!KeysOf(draft).IsSubsetOf(all.SelectMany(KeysOf))) limits.Add(Limit(NotKnown.KeysOfEarlierClaims, english));
        if (draft.Programmes.Any(terms => inForce.TryGet(terms.Programme, out var asked) && LooksAtMore(terms, asked))) limits.Add(Limit(NotKnown.FactsNotAsked, english));
        return [.. limits];
    }

    private static bool LooksAtMore(ProgrammeTerms draft, ProgrammeTerms asked) =>
        (draft.Uses & ~asked.Uses) != FactGroups.None || (draft.UsesSignature && !asked.UsesSignature);

    private static HashSet<(SubjectKind, string)> KeysOf(SubsidyPolicy policy) =>
        [.. policy.Programmes.SelectMany(terms => terms.Benefits).SelectMany(benefit => benefit.Keys).Select(key => (key.Subject, key.Text))];

    private static SimulationLimit Limit(NotKnown code, bool english)
    {
        var (zh, en) = code switch
        {
            NotKnown.RefusedAtSubmission => (
                "申报时不予受理的申请和未提出的申请没有案件，草案放宽后可能增加的补贴不在内。",
                "Applications that were refused at submission or never made left no case: what a wider draft would add for them is not in the figures."),
            NotKnown.KeysOfEarlierClaims => (
                "草案的享受资格与以前受理期的申领所占用的不同，与以前申领的重复可能未查出。",
                "The draft's entitlement keys are others than those that claims of earlier windows hold: a repetition of an earlier claim may not be seen."),
            NotKnown.FactsNotAsked => (
                "草案要求的部分事实在当时的申请中没有填报，缺少的按不符合处理。",
                "The draft looks at facts that these applications were not asked for: what is missing counts as not given."),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
        return new(code, english ? en : zh);
    }
}
