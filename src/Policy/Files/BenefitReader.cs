using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Reads the benefits of a programme: amounts, payee and entitlement keys.</summary>
internal static class BenefitReader
{
    private const int MaxYuan = 10_000_000;

    public static ImmutableArray<BenefitTerms> Read(FileObject programmeEntry, Programme programme, ReadingsReader readings)
    {
        var benefits = ImmutableArray.CreateBuilder<BenefitTerms>();
        foreach (var item in programmeEntry.Objects("benefits"))
        {
            using var entry = item;
            var benefit = ReadOne(entry, programme, readings);
            if (benefit.Benefit != default && benefits.Any(other => other.Benefit == benefit.Benefit))
                entry.Fault("benefit", "is listed twice");
            if (benefit.Award is not null && benefits.Any(other => other.Award == benefit.Award))
                entry.Fault("award", "earns another benefit already");
            if (benefit.Award is null && SharesKey(benefit, benefits))
                entry.Fault("keys", "repeats a key of another benefit of the same line: they would exclude one another");
            benefits.Add(benefit);
        }

        if (programmeEntry.Has("benefits") && benefits.Count == 0)
            programmeEntry.Fault("benefits", "names no benefit");
        return benefits.ToImmutable();
    }

    private static BenefitTerms ReadOne(FileObject entry, Programme programme, ReadingsReader readings)
    {
        var benefit = entry.Choice<Benefit>("benefit");
        if (benefit == Benefit.Honour)
            entry.Fault("benefit", "is not paid and stands under honours");
        var amount = ReadAmount(entry, programme);
        var keys = KeyReader.Read(entry, programme, readings);
        var needs = FactGroups.None;
        foreach (var key in keys)
            needs |= key.Needs;
        if (keys.Any(key => key.UsesOccupation) && programme != default)
            needs |= FactGroupSets.CarriedBy(programme) & (FactGroups.Certificate | FactGroups.Award);
        return new BenefitTerms
        {
            Benefit = benefit,
            Name = entry.Bilingual("name"),
            Citation = entry.Citation(),
            Payee = entry.Choice<Payee>("payee"),
            Award = ReadAward(entry, programme),
            Amount = amount,
            Keys = keys,
            Needs = needs | GroupOf(amount.Per),
        };
    }

    private static AwardKind? ReadAward(FileObject entry, Programme programme)
    {
        if (programme == Programme.WorldSkills)
            return entry.Choice<AwardKind>("award") is var award && award != default ? award : null;
        entry.Ignore("award");
        if (entry.Has("award"))
            entry.Fault("award", "stands in a programme without awards");
        return null;
    }

    private static AmountTable ReadAmount(FileObject entry, Programme programme)
    {
        using var amount = entry.Object("amount");
        var per = amount.Choice<AmountPer>("per");
        if (per != default && programme != default && (GroupOf(per) & ~FactGroupSets.CarriedBy(programme)) != FactGroups.None)
            amount.Fault("per", "is nothing that an application of this programme carries");
        switch (per)
        {
            case AmountPer.Case:
                return new AmountTable(per, [Money.Yuan(amount.Number("yuan", 1, MaxYuan))]);
            case AmountPer.Level:
                return new AmountTable(per, Yuan<SkillLevel>(amount, mayLeaveOut: true));
            case AmountPer.StudioLevel:
                return new AmountTable(per, Yuan<StudioLevel>(amount, mayLeaveOut: false));
            case AmountPer.Education:
                return new AmountTable(per, Yuan<Education>(amount, mayLeaveOut: false));
            default:
                amount.Ignore("yuan");
                return new AmountTable(AmountPer.Case, [null]);
        }
    }

    private static ImmutableArray<Money?> Yuan<T>(FileObject amount, bool mayLeaveOut)
        where T : struct, Enum
    {
        using var yuan = amount.Object("yuan");
        var values = Enum.GetValues<T>();
        var amounts = new Money?[values.Length + 1];
        Money? before = null;
        foreach (var value in values)
        {
            var name = EnumNames.Of(value);
            if (!yuan.Has(name) && mayLeaveOut)
                continue;
            var paid = Money.Yuan(yuan.Number(name, 1, MaxYuan));
            if (paid < before)
                yuan.Fault(name, "is less than the step below it");
            amounts[Convert.ToInt32(value)] = before = paid;
        }

        if (mayLeaveOut && before is null && amount.Has("yuan"))
            amount.Fault("yuan", "pays for nothing");
        return [.. amounts];
    }

    private static FactGroups GroupOf(AmountPer per) => per switch
    {
        AmountPer.Level => FactGroups.Certificate,
        AmountPer.StudioLevel => FactGroups.Studio,
        AmountPer.Education => FactGroups.Internship,
        _ => FactGroups.None,
    };

    // Awards exclude one another on purpose: a line claims one.
    private static bool SharesKey(BenefitTerms benefit, ImmutableArray<BenefitTerms>.Builder others) =>
        others.Any(other => other.Keys.Any(key => benefit.Keys.Any(own => own.Subject == key.Subject && own.Text == key.Text)));
}
