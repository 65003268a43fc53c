using Gongshu.Policy.Tests.Evaluation;

namespace Gongshu.Policy.Tests.Histories;

public sealed class PaidEntitlementTests
{
    private static readonly DateOnly PaidOn = new(2019, 9, 20);

    [Theory]
    [InlineData(Benefit.NationalTeamTopThree, "w_one")]
    [InlineData(Benefit.AwardWinningTeam, "w_one")]
    [InlineData(Benefit.GoldMedalTeam, "w_one")]
    public void A_certificate_in_the_list_does_not_give_an_award_another_key_than_an_application_would(Benefit benefit, string workerRef)
    {
        var award = new PaidClaim(2, Evaluation.Cases.Applicant, Programme.WorldSkills, benefit, Money.Yuan(100_000), PaidOn, "测试凭证", "测试一号", null) { Edition = 45, OccupationName = "焊接", Competition = "ws-45" };
        var plain = Keys(award, workerRef, null);
        Assert.NotEmpty(plain);
        var filled = award with { CertificateNumber = "CS1", Occupation = Evaluation.Cases.Welder, Level = SkillLevel.Senior, IssuedOn = new(2019, 1, 2) };
        Assert.Equal(plain, Keys(filled, workerRef, "c_one"));
    }

    [Fact]
    public void A_certificate_is_what_a_training_of_paper_years_is_known_by()
    {
        var paid = new PaidClaim(2, Evaluation.Cases.Applicant, Programme.SkillUpgrade, Benefit.SkillUpgrade, Money.Yuan(500), PaidOn, "测试凭证", "测试一号", null)
        {
            CertificateNumber = "CS1",
            Occupation = Evaluation.Cases.Welder,
            OccupationName = "焊工",
            Level = SkillLevel.Senior,
            IssuedOn = new(2019, 1, 2),
        };
        Assert.Contains(Keys(paid, "w_one", "c_one"), key => key.Key.Contains("c_one", StringComparison.Ordinal));
        Assert.Equal([PaidEntitlement.Lacking.Certificate], PaidEntitlement.Of(paid, Policies.Gongshu, Vectors.Calendar, "w_one", null).Missing);
    }

    private static ClaimKey[] Keys(PaidClaim claim, string? workerRef, string? certificate) =>
        PaidEntitlement.Of(claim, Policies.Gongshu, Vectors.Calendar, workerRef, certificate).Keys;
}
