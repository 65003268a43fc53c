using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// Reads a policy file. What the file says has to be known, complete and possible, else every fault comes back at once with its JSON pointer.
/// This reader decides what a policy file is; <c>policies/policy.schema.json</c> says the same for editors, and a test compares the two.
/// </summary>
public static class PolicyFile
{
    // China has one zone, and no summer time since 1991: whole days need no database of time zones.
    private const string TimeZone = "Asia/Shanghai";

    /// <summary>The policy in the file, or every fault of it.</summary>
    public static Loaded<SubsidyPolicy> Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>The policy in the stream, or every fault of it.</summary>
    public static Loaded<SubsidyPolicy> Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var faults = new List<PolicyFault>();
        SubsidyPolicy? policy = null;
        using (var root = FileObject.Root(stream, faults))
        {
            if (root is not null)
                policy = Read(root);
        }

        return new Loaded<SubsidyPolicy>(policy, faults);
    }

    private static SubsidyPolicy Read(FileObject root)
    {
        if (root.Has("$schema"))
            root.Text("$schema");
        var (from, to, validity) = Validity(root);
        var readings = ReadingsReader.Read(root);
        using (var source = root.Object("source"))
        {
            source.Text("file");
            source.Text("issuedBy");
            source.Day("publishedOn");
        }

        return new SubsidyPolicy
        {
            Id = Id(root),
            Title = root.Bilingual("title"),
            ValidFrom = from,
            ValidTo = to,
            Validity = validity,
            WindowMonths = WindowMonths(root),
            CarriedFrom = CarriedFrom(root),
            PlanFilingWorkingDays = PlanFilingWorkingDays(root),
            Readings = readings.Chosen,
            Questions = [.. readings.Questions],
            Programmes = ProgrammeReader.Read(root, readings),
            Honours = ProgrammeReader.ReadHonours(root),
            OfficerCodes = OfficerCodes(root),
            Administrative = Administrative(root),
            Signals = SignalReader.Read(root),
            Targets = TargetReader.Read(root),
        };
    }

    private static string Id(FileObject root)
    {
        var id = root.Text("id");
        if (id.Length > 64 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            root.Fault("id", "is not made of at most 64 characters a-z, 0-9 and -");
        return id;
    }

    private static (DateOnly From, DateOnly? To, Citation Citation) Validity(FileObject root)
    {
        using var validity = root.Object("validity");
        var citation = validity.Citation();
        var from = validity.Day("from");
        var to = validity.OptionalDay("to");
        if (to < from)
            validity.Fault("to", "is before the first day");
        return (from, to, citation);
    }

    private static ImmutableArray<int> WindowMonths(FileObject root)
    {
        using var windows = root.Object("windows");
        windows.Citation();
        if (windows.Text("timeZone") is { Length: > 0 } zone && zone != TimeZone)
            windows.Fault("timeZone", $"is not {TimeZone}");
        var months = windows.Numbers("months", 1, 12);
        for (var i = 0; i < months.Length; i++)
        {
            if (i > 0 && months[i] <= months[i - 1])
                windows.Fault($"months/{i}", "does not come after the month before");
            else if (i < 4 && (months[i] + 2) / 3 != i + 1)
                windows.Fault($"months/{i}", $"does not lie in quarter {i + 1}");
        }

        if (windows.Has("months") && months.Length != 4)
            windows.Fault("months", "does not name one month for each quarter");
        return months;
    }

    private static MonthAndDay CarriedFrom(FileObject root)
    {
        using var year = root.Object("certificateYear");
        year.Citation();
        using var from = year.Object("carriedFrom");
        var (month, day) = (from.Number("month", 1, 12), from.Number("day", 1, 31));
        // Of a common year: the day has to exist in every one.
        if (day > DateTime.DaysInMonth(2018, month))
            from.Fault("day", "does not exist in the month");
        return new MonthAndDay(month, day);
    }

    private static int PlanFilingWorkingDays(FileObject root)
    {
        using var filing = root.Object("planFiling");
        filing.Citation();
        return filing.Number("workingDays", 1, 250);
    }

    private static ImmutableArray<CodeTerms> OfficerCodes(FileObject root)
    {
        var codes = ImmutableArray.CreateBuilder<CodeTerms>();
        foreach (var item in root.Objects("officers"))
        {
            using var entry = item;
            var code = entry.Code("code");
            if (code is not null and not RefusalCode.PostDoesNotFit and not RefusalCode.MaterialsNotGenuine)
                entry.Fault("code", "is not a code that only an officer gives");
            if (code is not null && codes.Any(other => other.Code == code))
                entry.Fault("code", "is listed twice");
            codes.Add(new CodeTerms(code ?? default, entry.Citation()));
        }

        return codes.ToImmutable();
    }

    private static AdministrativeFigures Administrative(FileObject root)
    {
        using var figures = root.Object("administrative");
        return new AdministrativeFigures(
            Figure("correctionWorkingDays"),
            Figure("appealDays"),
            Figure("stageWorkingDays"),
            Figure("paperReceivedWorkingDays"),
            Figure("closingSoonWorkingDays"),
            Figure("correctionDueWorkingDays"));

        int Figure(string name)
        {
            using var figure = figures.Object(name);
            figure.Bilingual("meaning");
            if (figure.Text("source") is { Length: > 0 } source && source != "administrative")
                figure.Fault("source", "is not administrative: a figure of the text has a clause");
            return figure.Number("value", 1, 1000);
        }
    }
}
