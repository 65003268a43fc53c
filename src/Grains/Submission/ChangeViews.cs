using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>A change of facts as a request would carry it out.</summary>
internal static class ChangeViews
{
    private const string Application = "application";

    /// <param name="line">The position of the line in the form, from 0.</param>
    public static ChangeView Of(Change change, ApplicationForm form, int line) => new(
        change.IsPossible, [.. change.Facts.SelectMany(fact => Facts(fact, form, line))], change.Text.Zh, change.Text.En);

    /// <summary>A live claim stands on one of the keys: no fact of the application could be changed to have it again.</summary>
    public static Change Taken(ClaimKey key) => Change.NotPossible(null, new(
        $"享受资格“{key.Key}”已有有效申领，各项补贴费用不得重复享受（五）；只有该申领解除（撤回、驳回、逾期失效，或追回并释放）后才可再申请。",
        $"A live claim stands on the entitlement key {key.Key}, and no subsidy is paid twice (五); it is free again only once that claim is released (withdrawn, rejected, lapsed, or clawed back with release)."));

    /// <summary>The claim that made it a duplicate was released since.</summary>
    public static Change Freed { get; } = Change.NotPossible(null, new(
        "提交时该享受资格已有有效申领（五）；该申领现已解除，可另行申请。",
        "When it was submitted a live claim stood on the entitlement key (五); that claim was released since, and it can be applied for anew."));

    private static IEnumerable<ChangedFactView> Facts(ChangedFact fact, ApplicationForm form, int line)
    {
        // What is not registered has to be named as well, unless the application names an id that nobody registered.
        if (fact.Reference is { } reference && NamedAt(form, fact.Source) is null)
            yield return new(fact.Fact, reference, Application, null, $"\"{Placeholder.Number}-{form.Applicant}\"", fact.Clause);
        yield return new(
            fact.Fact, fact.Pointer is null ? null : string.Create(CultureInfo.InvariantCulture, $"/lines/{line}{fact.Pointer}"), EnumNames.Of(fact.Source),
            fact.From?.Json, fact.ToFor(form.Applicant, line < form.Lines.Length ? form.Lines[line].Line : 1), fact.Clause);
    }

    private static string? NamedAt(ApplicationForm form, FactSource register) => register switch
    {
        FactSource.TrainingPlan => form.TrainingPlan,
        FactSource.CompetitionRegistry => form.Competition,
        FactSource.StudioRegistry => form.MasterStudio,
        _ => throw new ArgumentOutOfRangeException(nameof(register)),
    };
}
