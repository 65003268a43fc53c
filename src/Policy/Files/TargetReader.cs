using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Reads the targets of section 二.</summary>
internal static class TargetReader
{
    public static ImmutableArray<TargetTerms> Read(FileObject root)
    {
        var targets = ImmutableArray.CreateBuilder<TargetTerms>();
        foreach (var item in root.Objects("targets"))
        {
            using var entry = item;
            var target = ReadOne(entry);
            if (target.Target != default && targets.Any(other => other.Target == target.Target))
                entry.Fault("target", "is listed twice");
            targets.Add(target);
        }

        return targets.ToImmutable();
    }

    private static TargetTerms ReadOne(FileObject entry)
    {
        var unit = entry.Choice<TargetUnit>("unit");
        return new TargetTerms(
            entry.Choice<Target>("target"),
            entry.Number("atLeast", 1, unit == TargetUnit.Percent ? 100 : 1_000_000),
            unit,
            entry.Has("byYear") ? entry.Number("byYear", 2000, 2999) : null,
            Some<Programme>("programmes"),
            Some<SkillLevel>("levels"),
            Some<Benefit>("benefits"),
            Some<CompetitionClass>("classes"),
            entry.Bilingual("meaning"),
            entry.Citation());

        ImmutableArray<T> Some<T>(string name)
            where T : struct, Enum => entry.Has(name) ? entry.Choices<T>(name) : [];
    }
}
