namespace Gongshu.Policy;

/// <summary>What an eligible benefit pays, and which entitlement keys it takes.</summary>
internal static class Entitlement
{
    /// <summary>Amount and keys of a benefit all of whose rules are kept.</summary>
    public static (Money Amount, ClaimKey[] Keys) Of(RuleContext context, BenefitTerms benefit)
    {
        var amount = AmountOf(context, benefit.Amount);
        var studio = context.Facts.Studio;
        var takesLowerLevel = studio is { Level: > StudioLevel.District }
            && benefit.Amount.Per == AmountPer.StudioLevel
            && context.Policy.Readings.StudioUpgrade == StudioUpgrade.Difference;

        // Under the reading "difference" a higher level pays what the district's did not, and takes the district's key where it is still
        // free: so a later claim for the district level is a duplicate, and two claims at once meet at that key.
        if (takesLowerLevel && studio!.DistrictClaimed)
            return (amount - benefit.Amount.For(StudioLevel.District)!.Value, KeysOf(context, benefit, studio.Level, null));
        return (amount, KeysOf(context, benefit, studio?.Level, takesLowerLevel ? StudioLevel.District : null));
    }

    /// <summary>The keys on subjects other than the worker that a line would take if it were eligible, as far as its facts tell them.</summary>
    public static void AddSharedKeysOf(LineFacts line, BenefitTerms benefit, List<(SubjectKind Subject, string Key)> keys)
    {
        var values = KeyValues.Of(line);
        foreach (var template in benefit.Keys)
        {
            if (template.Subject != SubjectKind.Worker && template.StudioLevels.IsEmpty && template.Fill(values) is { } key)
                keys.Add((template.Subject, key));
        }
    }

    private static Money AmountOf(RuleContext context, AmountTable amounts)
    {
        var amount = amounts.Per switch
        {
            AmountPer.Level => amounts.For(context.Certificate.Level),
            AmountPer.StudioLevel => amounts.For(context.Studio.Level),
            AmountPer.Education => amounts.For(context.Internship.Education),
            _ => amounts.ForCase(),
        };
        return amount ?? throw new InvalidOperationException("An eligible benefit has no amount: no rule refused the level.");
    }

    private static ClaimKey[] KeysOf(RuleContext context, BenefitTerms benefit, StudioLevel? level, StudioLevel? lowerLevel)
    {
        var values = KeyValues.Of(context.Line!);
        var keys = new ClaimKey[benefit.Keys.Length];
        var made = 0;
        foreach (var key in benefit.Keys)
        {
            if (!IsFor(key, level, lowerLevel))
                continue;
            var text = key.Fill(values) ?? throw new InvalidOperationException($"The key {key.Text} cannot be made: no rule refused what is missing.");
            keys[made++] = new ClaimKey(SubjectOf(context, key.Subject), text);
        }

        Array.Resize(ref keys, made);
        return keys;
    }

    private static bool IsFor(KeyTemplate key, StudioLevel? level, StudioLevel? lowerLevel) =>
        key.StudioLevels.IsEmpty
        || (level is { } own && key.StudioLevels.Contains(own))
        || (lowerLevel is { } lower && key.StudioLevels.Contains(lower));

    private static SubjectId SubjectOf(RuleContext context, SubjectKind kind) => kind switch
    {
        SubjectKind.Worker => context.Worker,
        SubjectKind.Enterprise => SubjectId.Enterprise(context.Facts.ApplicantUscc.Value),
        SubjectKind.MasterStudio => SubjectId.MasterStudio(context.Studio.Id),
        SubjectKind.Competition => SubjectId.Competition(context.Competition.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
