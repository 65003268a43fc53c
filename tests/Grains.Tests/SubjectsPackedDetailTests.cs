using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What a history shows of a claim comes out of memory as it went in.</summary>
public sealed class SubjectsPackedDetailTests
{
    private static readonly ClaimDetail Full = new(
        "w_a", "3301**********1234", ["skillUpgrade:6-18-02-04:technician", "证书:c_b"], "三(二)", Money.Zero, "2018第0001号", "6-18-02-04", "焊工·𬭎\u200b", SkillLevel.Technician,
        new DateOnly(2018, 2, 11))
    {
        Imported = new("2016年度拨付清单", new string('f', 64), 5_000),
    };

    public static TheoryData<string> Parts => ["all", "no worker", "no masked number", "no certificate", "not imported", "nothing", "long", "ends"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_detail_is_read_as_it_was_packed(string part)
    {
        var detail = part switch
        {
            "no worker" => Full with { WorkerRef = null },
            "no masked number" => Full with { MaskedId = null },
            "no certificate" => Full with { CertificateNumber = null, OccupationCode = null, OccupationName = null, Level = null, IssuedOn = null },
            "not imported" => Full with { Imported = null },
            "nothing" => new ClaimDetail(null, null, ["k"], "", Money.Zero, null, null, null, null, null),
            // More than fits on the stack, and lengths of two and three bytes.
            "long" => Full with { OccupationName = new string('焊', 20_000), CertificateNumber = new string('9', 128) },
            "ends" => Full with { IssuedOn = DateOnly.MaxValue, OccupationName = "" },
            _ => Full,
        };
        var read = PackedDetail.Read(PackedDetail.Of(detail));
        Assert.Equal(detail.Keys, read.Keys);
        Assert.Equal(detail, read with { Keys = detail.Keys });
    }

    [Fact]
    public void What_no_history_shows_is_not_kept()
    {
        var read = PackedDetail.Read(PackedDetail.Of(Full with { ContractFrom = new DateOnly(2016, 7, 1), NameToken = 7, Amount = new Money(100) }));
        Assert.Equal((null, null, Money.Zero), (read.ContractFrom, read.NameToken, read.Amount));
    }
}
