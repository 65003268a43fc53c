using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Reads the entitlement keys of a benefit: what may not repeat, and who holds it.</summary>
internal static class KeyReader
{
    public static ImmutableArray<KeyTemplate> Read(FileObject benefit, Programme programme, ReadingsReader readings)
    {
        var keys = ImmutableArray.CreateBuilder<KeyTemplate>();
        foreach (var item in benefit.Objects("keys"))
        {
            using var entry = item;
            var template = ReadTemplate(entry);
            var inForce = readings.IsInForce(entry);
            if (template is null || programme == default)
                continue;
            if (!CanBeMade(template, programme))
                entry.Fault("template", "needs what an application of this programme does not carry");
            if (keys.Any(other => other.Subject == template.Subject && other.Text == template.Text && inForce))
                entry.Fault("template", "is listed twice");
            if (inForce)
                keys.Add(template);
        }

        if (benefit.Has("keys"))
            CheckCoverage(benefit, keys, programme);
        return keys.ToImmutable();
    }

    /// <summary>Subject, text and levels of a key.</summary>
    public static KeyTemplate? ReadTemplate(FileObject entry)
    {
        var subject = entry.Choice<SubjectKind>("subject");
        var text = entry.Text("template");
        var levels = ImmutableArray<StudioLevel>.Empty;
        if (entry.Has("studioLevels"))
        {
            levels = entry.Choices<StudioLevel>("studioLevels");
            if (levels.IsEmpty)
                entry.Fault("studioLevels", "names no level");
        }

        var template = text.Length == 0 ? null : KeyTemplate.TryParse(subject, text, levels);
        if (text.Length > 0 && template is null)
            entry.Fault("template", "is not made of words and known placeholders with colons between them");
        return subject == default ? null : template;
    }

    private static bool CanBeMade(KeyTemplate key, Programme programme)
    {
        var carried = FactGroupSets.CarriedBy(programme);
        var hasWorker = programme != Programme.MasterStudio;
        return (key.Needs & ~carried) == FactGroups.None
            && (hasWorker || (key.Subject != SubjectKind.Worker && !key.Uses(KeyPart.Worker)))
            && (!key.UsesOccupation || (carried & (FactGroups.Certificate | FactGroups.Award)) != FactGroups.None)
            && (key.StudioLevels.IsEmpty || programme == Programme.MasterStudio)
            && !key.Uses(KeyPart.Year);
    }

    // A benefit that some case could have without a key could be had again and again.
    private static void CheckCoverage(FileObject benefit, ImmutableArray<KeyTemplate>.Builder keys, Programme programme)
    {
        if (programme == default)
            return;
        if (keys.Count == 0)
            benefit.Fault("keys", "leaves the benefit without an entitlement key under the chosen readings");
        else if (programme == Programme.MasterStudio && Enum.GetValues<StudioLevel>().Any(level => !keys.Any(key => key.StudioLevels.IsEmpty || key.StudioLevels.Contains(level))))
            benefit.Fault("keys", "leaves a studio's level without an entitlement key");
    }
}
