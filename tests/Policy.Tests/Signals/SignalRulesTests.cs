namespace Gongshu.Policy.Tests.Signals;

/// <summary>When a signal is given, at the edge of each figure, and when it is not.</summary>
public sealed class SignalRulesTests
{
    private const string Own = "91330105T0000000A1", Other = "91330105T0000000B2", Worker = "w_a";
    private static readonly CaseNumber Here = CaseNumber.Parse("GS-2018Q1-000007"), There = CaseNumber.Parse("GS-2018Q1-000003"), Newer = CaseNumber.Parse("GS-2018Q2-000001");
    private static readonly DateOnly From = new(2018, 1, 1), To = new(2018, 6, 30);

    private static readonly SignalFacts Nothing = new()
    {
        Case = Here,
        Applicant = Own,
        OnPaper = false,
        Lines = [new(1, Worker, 11, From, To, "c_1"), new(2, null, null, null, null, null)],
        Same = [],
        Days = [],
        Claims = [],
        FormerOwners = [],
    };

    [Fact]
    public void A_case_like_any_other_gives_none() => Assert.Empty(SignalRules.Evaluate(Nothing, Policies.Gongshu));

    [Theory]
    [InlineData(SignalCode.SameBankAccount, "same-bank-account")]
    [InlineData(SignalCode.SamePhone, "same-phone")]
    [InlineData(SignalCode.SameContact, "same-contact")]
    public void What_two_organisations_have_in_common_is_told_and_what_one_repeats_is_not(SignalCode code, string wire)
    {
        var signal = Single(Nothing with { Same = [new(code, There, Other), new(code, Newer, Other), new(code, There, Other), new(code, Here, Own)] });
        Assert.Equal((wire, 2), (signal.Terms.Code.Wire(), signal.Count));
        Assert.Equal([Newer, There], signal.Cases);
        Assert.Contains("2件", signal.Detail.Zh, StringComparison.Ordinal);
        Assert.Empty(SignalRules.Evaluate(Nothing with { Same = [new(code, There, Own)] }, Policies.Gongshu));
    }

    [Theory]
    [InlineData("2018-05-31", "2019-12-31", true)]
    [InlineData("2018-06-01", "2019-12-31", false)]
    [InlineData("2018-05-31", null, true)]
    [InlineData("2017-01-01", "2018-01-31", true)]
    [InlineData("2017-01-01", "2018-01-30", false)]
    [InlineData("2016-01-01", "2017-12-31", false)]
    [InlineData(null, null, false)]
    public void Contracts_overlap_by_more_than_thirty_days_or_not(string? from, string? to, bool told)
    {
        var claim = new WorkerClaim(Worker, There, Other, 11, Day(from), Day(to));
        Assert.Equal(told, SignalRules.Evaluate(Nothing with { Claims = [claim] }, Policies.Gongshu).Length == 1);
        Assert.Empty(SignalRules.Evaluate(Nothing with { Claims = [claim with { Applicant = Own }] }, Policies.Gongshu));
        Assert.Empty(SignalRules.Evaluate(Nothing with { Claims = [claim with { Case = Here }] }, Policies.Gongshu));
        Assert.Empty(SignalRules.Evaluate(Nothing with { Claims = [claim with { Worker = "w_b" }] }, Policies.Gongshu));
    }

    [Fact]
    public void Two_open_contracts_overlap()
    {
        var open = Nothing with { Lines = [new(1, Worker, 11, From, null, null)], Claims = [new(Worker, There, Other, 11, From.AddYears(-3), null)] };
        Assert.Equal(SignalCode.OverlappingContracts, Single(open).Terms.Code);
    }

    [Theory]
    [InlineData(28, 1, false)]
    [InlineData(28, 2, true)]
    [InlineData(30, 0, true)]
    public void Certificates_of_one_day_are_many_from_thirty_on(int own, int elsewhere, bool told)
    {
        var day = new CertificateDay([.. Enumerable.Range(1, own)], elsewhere == 0 ? [] : [(There, elsewhere)]);
        var few = new CertificateDay([own + 1], [(Newer, 3)]);
        var signals = SignalRules.Evaluate(Nothing with { Days = [day, few] }, Policies.Gongshu);
        Assert.Equal(told ? 1 : 0, signals.Length);
        Assert.All(signals, signal => Assert.Equal((30, elsewhere == 0 ? 0 : 1, own), (signal.Count, signal.Cases.Length, signal.Lines.Length)));
    }

    [Theory]
    [InlineData(12L, true)]
    [InlineData(11L, false)]
    [InlineData(null, false)]
    public void A_name_that_differs_is_told(long? name, bool told)
    {
        var signals = SignalRules.Evaluate(Nothing with { Claims = [new(Worker, There, Own, name, null, null)] }, Policies.Gongshu);
        Assert.Equal(told ? ["name-differs"] : [], signals.Select(signal => signal.Terms.Code.Wire()));
        Assert.All(signals, signal => Assert.Equal([1], signal.Lines));
    }

    [Fact]
    public void A_certificate_that_was_another_workers_is_told()
    {
        var signal = Single(Nothing with { FormerOwners = [new("c_1", "w_b", There), new("c_1", Worker, Newer), new("c_2", "w_b", Newer)] });
        Assert.Equal((SignalCode.CertificateMoved, "五"), (signal.Terms.Code, signal.Terms.Citation?.Clause));
        Assert.Equal([There], signal.Cases);
        Assert.Empty(SignalRules.Evaluate(Nothing with { FormerOwners = [new("c_1", "w_b", Here)] }, Policies.Gongshu));
    }

    [Fact]
    public void Paper_that_came_earlier_is_told() =>
        Assert.Equal(SignalCode.ReceivedOnPaper, Single(Nothing with { OnPaper = true }).Terms.Code);

    [Fact]
    public void A_policy_that_leaves_a_signal_out_does_not_look_for_it()
    {
        var file = Policies.Json();
        file["signals"] = new System.Text.Json.Nodes.JsonArray();
        Assert.Empty(SignalRules.Evaluate(Nothing with { OnPaper = true }, Policies.Load(file).ContentOrThrow("variant")));
    }

    [Fact]
    public void The_policy_of_the_district_looks_for_every_signal() =>
        Assert.Equal(Enum.GetValues<SignalCode>(), Policies.Gongshu.Signals.Select(signal => signal.Code).Order());

    private static Signal Single(SignalFacts facts) => Assert.Single(SignalRules.Evaluate(facts, Policies.Gongshu));

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);
}
