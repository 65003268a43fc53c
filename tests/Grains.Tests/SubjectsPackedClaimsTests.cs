using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What a history shows of a claim comes out of memory as it went in.</summary>
public sealed class SubjectsPackedClaimsTests
{
    private static readonly ClaimDetail Full = new(
        "w_a", "3301**********1234", ["skillUpgrade:6-18-02-04:technician", "证书:c_b"], "三(二)", Money.Yuan(1_000), "2018第0001号", "6-18-02-04", "焊工·𬭎\u200b", SkillLevel.Technician,
        new DateOnly(2018, 2, 11))
    {
        Imported = new("2016年度拨付清单", new string('f', 64), 5_000),
    };

    private static readonly CaseNumber Case = CaseNumber.Parse("GS-2018Q1-000001");

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
        // Between others, and with a key that is or is not the first of the detail's.
        foreach (var key in (string[])[detail.Keys[0], "它"])
        {
            var claim = Packed(("before", null), (key, detail), ("behind", Full))[1];
            Assert.True(claim.IsShown);
            Assert.Equal((key, detail.Amount), (claim.Key, claim.Amount));
            Assert.Equal(detail.Keys, claim.Detail.Keys);
            Assert.Equal(detail, claim.Detail with { Keys = detail.Keys });
        }
    }

    [Fact]
    public void A_row_without_a_detail_has_its_key_and_nothing_to_show()
    {
        var claims = Packed(("skillUpgrade:6-18-02-04:technician", Full), ("证书:c_b", null), ("k3", null));
        Assert.Equal(["skillUpgrade:6-18-02-04:technician", "证书:c_b", "k3"], claims.Select(claim => claim.Key));
        Assert.Equal([true, false, false], claims.Select(claim => claim.IsShown));
        Assert.Equal(Money.Zero, claims[1].Amount);
    }

    [Fact]
    public void All_claims_of_a_subject_in_a_case_share_one_array()
    {
        var of = ClaimRows.CaseOf(Case, new("91330105T0000000A1", "测试"), Programme.SkillUpgrade, "gongshu-2018", SubjectSamples.Noon);
        ClaimInsert[] inserts = [Insert(1, Full), Insert(2, null), Insert(3, Full with { Amount = Money.Yuan(2_000) })];
        var rows = ClaimRows.Of(inserts, of);
        Assert.All(rows, row => Assert.Same(rows[0].Packed, row.Packed));
        Assert.Equal(["k1", "k2", "k3"], rows.Select(row => row.Key));
        Assert.Equal([Full.Amount, Money.Zero, Money.Yuan(2_000)], rows.Select(row => row.Amount));
    }

    [Fact]
    public void What_no_history_shows_is_not_kept()
    {
        var read = Packed(("k", Full with { ContractFrom = new DateOnly(2016, 7, 1), NameToken = 7 }))[0].Detail;
        Assert.Equal((null, null), (read.ContractFrom, read.NameToken));
    }

    private static HeldClaim[] Packed(params (string Key, ClaimDetail? Detail)[] rows)
    {
        using var packer = new PackedClaims.Packer(stackalloc byte[64]);
        var claims = new HeldClaim[rows.Length];
        for (var i = 0; i < rows.Length; i++) claims[i] = SubjectSamples.Claim(rows[i].Key) with { At = packer.Add(rows[i].Key, rows[i].Detail) };
        var packed = packer.Take();
        return Array.ConvertAll(claims, claim => claim with { Packed = packed });
    }

    private static ClaimInsert Insert(int line, ClaimDetail? detail) =>
        new(Case, line, Benefit.SkillUpgrade, 0, new(SubjectId.Worker("w_a"), $"k{line}"), Money.Zero, "w_a", null, detail);
}
