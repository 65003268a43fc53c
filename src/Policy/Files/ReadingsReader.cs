using System.Text.Json;

namespace Gongshu.Policy;

/// <summary>The readings that a file chose, and whether a part of it that stands under a condition (<c>when</c>) is in force.</summary>
internal sealed class ReadingsReader
{
    private readonly Dictionary<string, (string Chosen, string[] All)> _byName = new(StringComparer.Ordinal);
    private readonly List<ReadingTerms> _questions = [];
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    private ReadingsReader(FileObject root)
    {
        using var readings = root.Object("readings");
        Chosen = new Readings(
            Choose<PlanFiling>(readings),
            Choose<StudioUpgrade>(readings),
            Choose<SecondCertificate>(readings),
            Choose<OncePerPerson>(readings),
            Choose<HiredAgain>(readings),
            Choose<UpgradePaidTo>(readings),
            Choose<PreviousDecember>(readings),
            Choose<TrainingAndCompetition>(readings),
            Choose<UnitAndWorker>(readings),
            Choose<UpgradeWithoutPlan>(readings),
            Choose<DistrictOfOthers>(readings),
            Choose<AwardApplicant>(readings),
            Choose<ContractDay>(readings));
        if (Chosen.SecondCertificate == SecondCertificate.AllowedForAnotherNumber && Chosen.OncePerPerson > OncePerPerson.PerOccupationAndLevel)
            readings.Fault("secondCertificate/value", "contradicts oncePerPerson: who is paid once per level or in a life is not paid for a second number");
    }

    /// <summary>The readings in force.</summary>
    public Readings Chosen { get; }

    /// <summary>Every question with its answer, in the order of <see cref="Readings"/>.</summary>
    public IReadOnlyList<ReadingTerms> Questions => _questions;

    public static ReadingsReader Read(FileObject root) => new(root);

    /// <summary>The readings that conditions asked for since the last call.</summary>
    public string[] TakeAsked()
    {
        string[] asked = [.. _asked];
        _asked.Clear();
        return asked;
    }

    /// <summary>Whether the conditions in the member <c>when</c> hold; true when there are none.</summary>
    public bool IsInForce(FileObject item)
    {
        if (!item.Has("when"))
        {
            item.Ignore("when");
            return true;
        }

        using var when = item.Object("when");
        var holds = true;
        foreach (var name in when.Names())
        {
            var value = when.Text(name);
            _asked.Add(name);
            if (!_byName.TryGetValue(name, out var reading))
                when.Fault(name, "is not a reading");
            else if (!reading.All.Contains(value))
                when.Fault(name, $"is not one of {string.Join(", ", reading.All)}");
            else
                holds &= reading.Chosen == value;
        }

        return holds;
    }

    private T Choose<T>(FileObject readings)
        where T : struct, Enum
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(typeof(T).Name);
        using var reading = readings.Object(name);
        var citation = reading.Citation();
        var question = reading.Bilingual("question");
        var value = reading.Choice<T>("value");
        var alternatives = reading.Choices<T>("alternatives");
        var all = Enum.GetValues<T>();
        if (Enum.IsDefined(value))
        {
            if (alternatives.Contains(value))
                reading.Fault("alternatives", "names the reading that was chosen");
            else if (alternatives.Length != all.Length - 1 && reading.Has("alternatives"))
                reading.Fault("alternatives", "does not name every other reading");
        }

        _questions.Add(new ReadingTerms(name, Enum.IsDefined(value) ? EnumNames.Of(value) : string.Empty, [.. alternatives.Where(Enum.IsDefined).Select(EnumNames.Of)], question, citation));
        _byName.Add(name, (Enum.IsDefined(value) ? EnumNames.Of(value) : string.Empty, Array.ConvertAll(all, EnumNames.Of)));
        return value;
    }
}
