namespace Gongshu.Testing.Samples;

/// <summary>A made-up worker, plainly recognisable as one.</summary>
/// <param name="Name">测试 and a number: 测试一号.</param>
/// <param name="IdNumber">18 characters, right check digit, region 330105.</param>
/// <param name="Phone">Eleven digits from 120…, which no network serves.</param>
/// <param name="CertificateNumber">CS and twelve digits; unique.</param>
/// <param name="AccountNumber">Nineteen digits from 0000…, which no bank issues.</param>
public sealed record SamplePerson(
    string Name, string IdNumber, DateOnly Born, string Phone, string CertificateNumber, string AccountNumber);

/// <summary>A made-up organisation of the district.</summary>
/// <param name="Uscc">18 characters, both check digits right.</param>
public sealed record SampleOrganisation(string Uscc, string Name, string BankName, string AccountNumber);

/// <summary>
/// Made-up persons and organisations, computed from a seed and an index: the same pair always gives the same person, and two pairs
/// never share a number. Births are spread over 1960–1999.
/// </summary>
/// <param name="seed">0–99: one for each test that must not meet another's persons.</param>
public sealed class SamplePeople(int seed = 0)
{
    private const string Region = "330105";
    private const int PerSeed = 100_000;
    private const int Days = 14_600;

    // Shares no factor with Days, so that neighbours are born far apart and no day comes twice before all were used.
    private const int Stride = 7_919;
    private static readonly DateOnly FirstBirth = new(1960, 1, 1);

    private readonly int _first = seed is >= 0 and < 100
        ? seed * PerSeed
        : throw new ArgumentOutOfRangeException(nameof(seed), seed, "From 0 to 99.");

    /// <summary>The person number <paramref name="index"/>, 0–99,999.</summary>
    public SamplePerson this[int index]
    {
        get
        {
            var number = Number(index);
            var (sequence, day) = Math.DivRem(number, Days);
            var born = FirstBirth.AddDays(day * Stride % Days);
            return new SamplePerson(
                $"测试{ChineseNumber.Of(number + 1)}号",
                ResidentIdNumber.Of(Region, born, sequence + 1),
                born,
                $"120{number:D8}",
                $"CS{number:D12}",
                $"0000{number:D15}");
        }
    }

    /// <summary>The first <paramref name="count"/> persons.</summary>
    public IEnumerable<SamplePerson> Take(int count) => Enumerable.Range(0, count).Select(index => this[index]);

    /// <summary>The organisation number <paramref name="index"/>, 0–99,999, an enterprise.</summary>
    public SampleOrganisation Enterprise(int index) => Organisation("91", index, "有限公司");

    /// <summary>The organisation number <paramref name="index"/>, 0–99,999, a private training school; its code differs from every enterprise's.</summary>
    public SampleOrganisation School(int index) => Organisation("52", index, "职业培训学校");

    private SampleOrganisation Organisation(string authority, int index, string kind)
    {
        var number = Number(index);
        return new SampleOrganisation(
            CreditCode.Of(authority, Region, $"T{number:D7}"),
            $"测试{ChineseNumber.Of(number + 1)}号{kind}",
            "测试银行拱墅支行",
            $"0001{number:D15}");
    }

    private int Number(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PerSeed);
        return _first + index;
    }
}
