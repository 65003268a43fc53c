using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Reads the programmes of a policy file, and checks that what they demand and pay fits together.</summary>
internal static class ProgrammeReader
{
    public static ImmutableArray<ProgrammeTerms> Read(FileObject root, ReadingsReader readings)
    {
        var programmes = ImmutableArray.CreateBuilder<ProgrammeTerms>();
        foreach (var item in root.Objects("programmes"))
        {
            using var entry = item;
            var terms = ReadOne(entry, readings);
            if (terms is null)
                continue;
            if (programmes.Any(other => other.Programme == terms.Programme))
                entry.Fault("programme", "is listed twice");
            else
                programmes.Add(terms);
        }

        if (root.Has("programmes") && programmes.Count == 0)
            root.Fault("programmes", "names no programme");
        return programmes.ToImmutable();
    }

    public static HonourTerms ReadHonours(FileObject root)
    {
        using var honours = root.Object("honours");
        if (honours.Choice<Benefit>("benefit") is not (Benefit.Honour or default(Benefit)))
            honours.Fault("benefit", "is not honour");
        using var key = honours.Object("key");
        var template = KeyReader.ReadTemplate(key);
        if (template is { Subject: not SubjectKind.Enterprise } || template?.Text.Contains("{year}", StringComparison.Ordinal) == false)
            key.Fault("template", "does not stand once a year on an enterprise");
        return new HonourTerms(honours.Bilingual("name"), honours.Citation(), template!);
    }

    private static ProgrammeTerms? ReadOne(FileObject entry, ReadingsReader readings)
    {
        readings.TakeAsked();
        var programme = entry.Choice<Programme>("programme");
        var name = entry.Bilingual("name");
        var citation = entry.Citation();
        var kinds = ReadApplicantKinds(entry, readings);
        var classes = ReadClasses(entry, programme);
        var rules = ReadRules(entry, programme, readings);
        var documents = ReadDocuments(entry);
        var benefits = BenefitReader.Read(entry, programme, readings);
        if (programme == default)
            return null;

        CheckPresence(entry, rules, benefits);
        return new ProgrammeTerms
        {
            Programme = programme,
            Name = name,
            Citation = citation,
            ApplicantKinds = kinds,
            CompetitionClasses = classes,
            Rules = rules,
            Documents = documents,
            Benefits = benefits,
            Conditions = [.. readings.TakeAsked()],
        }.Indexed();
    }

    private static ImmutableArray<EnterpriseKind> ReadApplicantKinds(FileObject entry, ReadingsReader readings)
    {
        var kinds = ImmutableArray<EnterpriseKind>.Empty;
        foreach (var item in entry.Objects("applicantKinds"))
        {
            using var alternative = item;
            alternative.Citation();
            var some = alternative.Choices<EnterpriseKind>("kinds");
            if (readings.IsInForce(alternative))
                kinds = kinds.AddRange(some.Except(kinds));
        }

        if (entry.Has("applicantKinds") && kinds.IsEmpty)
            entry.Fault("applicantKinds", "leaves nobody who may apply");
        return kinds;
    }

    private static ImmutableArray<CompetitionClass> ReadClasses(FileObject entry, Programme programme)
    {
        var demanded = programme != default && (FactGroupSets.CarriedBy(programme) & FactGroups.Competition) != FactGroups.None;
        if (!demanded && !entry.Has("competitionClasses"))
        {
            entry.Ignore("competitionClasses");
            return [];
        }

        using var classes = entry.Object("competitionClasses");
        classes.Citation();
        if (!demanded && programme != default)
            entry.Fault("competitionClasses", "stands in a programme without a competition");
        var some = classes.Choices<CompetitionClass>("classes");
        if (some.IsEmpty && classes.Has("classes"))
            classes.Fault("classes", "leaves no competition");
        return some;
    }

    private static ImmutableArray<RuleTerms> ReadRules(FileObject entry, Programme programme, ReadingsReader readings)
    {
        var rules = ImmutableArray.CreateBuilder<RuleTerms>();
        var codes = new HashSet<RefusalCode>();
        foreach (var item in entry.Objects("rules"))
        {
            using var one = item;
            var code = one.Code("code");
            var citation = one.Citation();
            var inForce = readings.IsInForce(one);
            if (code is null || programme == default)
                continue;
            if (!codes.Add(code.Value))
                one.Fault("code", "is listed twice");
            else if (RuleTable.Find(code.Value, programme) is not { } rule)
                one.Fault("code", "is no rule that an application of this programme could keep or break");
            else if (inForce)
                rules.Add(new RuleTerms(rule, citation));
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<DocumentTerms> ReadDocuments(FileObject entry)
    {
        var documents = ImmutableArray.CreateBuilder<DocumentTerms>();
        foreach (var item in entry.Objects("documents"))
        {
            using var one = item;
            var document = new DocumentTerms(one.Choice<DocumentKind>("kind"), one.Choice<DocumentDue>("at"), one.Citation());
            if (document.Kind != default && documents.Any(other => other.Kind == document.Kind))
                one.Fault("kind", "is listed twice");
            documents.Add(document);
        }

        return documents.ToImmutable();
    }

    // Whoever looks at a part of the application needs the rule that it is there.
    private static void CheckPresence(FileObject entry, ImmutableArray<RuleTerms> rules, ImmutableArray<BenefitTerms> benefits)
    {
        var needs = FactGroups.None;
        foreach (var (rule, _) in rules)
            needs |= rule.Needs;
        foreach (var benefit in benefits)
            needs |= benefit.Needs;
        foreach (var group in Enum.GetValues<FactGroup>())
        {
            var presence = RuleTable.PresenceOf(group);
            if ((needs & group.AsFlag()) != FactGroups.None && !rules.Any(terms => terms.Rule == presence))
                entry.Fault("rules", $"lacks {presence.Code.Wire()}, which other rules or benefits lean on");
        }

        var levelRule = rules.Any(terms => terms.Rule.Code == RefusalCode.CertificateLevelTooLow);
        for (var i = 0; i < benefits.Length; i++)
        {
            if (benefits[i].Amount.Per == AmountPer.Level && !benefits[i].Amount.IsComplete(Enum.GetValues<SkillLevel>().Length) && !levelRule)
                entry.Fault($"benefits/{i}/amount", "leaves out a level, and no rule certificate-level-too-low refuses it");
            if (benefits[i].Amount.Per != AmountPer.Level && levelRule)
                entry.Fault($"benefits/{i}/amount", "does not depend on the level that the rule certificate-level-too-low judges");
        }
    }
}
