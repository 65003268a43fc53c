using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

public sealed class RegistriesEnterpriseRulesTests
{
    private const string Uscc = RegistriesSamples.OwnUscc;
    private static readonly Actor Handler = RegistriesSamples.Staff(Roles.Handler);
    private static readonly Actor Portal = RegistriesSamples.Portal(Uscc);
    private static readonly BankAccount First = new("测试银行", "测试一号有限公司", "6222000000000001111");
    private static readonly BankAccount Second = First with { AccountNumber = "6222000000000002222" };
    private static readonly CaseNumber Case = CaseNumber.Parse("GS-2018Q1-000001");

    [Fact]
    public void A_new_one_from_its_portal_has_no_kinds_and_is_not_in_the_district()
    {
        var answer = Put(null, new EnterpriseForm { Name = "测试一号有限公司" }, Portal);
        Assert.True(answer.Created);
        Assert.Empty(answer.Value!.Kinds);
        Assert.False(answer.Value.InDistrict);
        Assert.Equal(1, answer.Value.Version);
    }

    [Fact]
    public void A_new_one_from_staff_needs_kinds_and_district()
    {
        var answer = Put(null, new EnterpriseForm { Name = "测试一号有限公司" }, Handler);
        Assert.Equal(ProblemCode.InvalidRequest, answer.Refusal!.Code);
        Assert.Equal(["/kinds required", "/inDistrict required"], answer.Refusal.Errors!.Select(fault => $"{fault.Pointer} {fault.Code}"));
    }

    [Theory]
    [InlineData(EnterpriseKind.Employer, null)]
    [InlineData(null, true)]
    public void A_portal_says_neither_kinds_nor_district(EnterpriseKind? kind, bool? inDistrict)
    {
        var form = new EnterpriseForm { Name = "甲", Kinds = kind is null ? null : [kind.Value], InDistrict = inDistrict };
        Assert.Equal(ProblemCode.Forbidden, Put(null, form, Portal).Refusal!.Code);
    }

    [Fact]
    public void A_portal_may_repeat_kinds_and_district_as_they_are()
    {
        var current = Registered(EnterpriseKind.InternshipBase, EnterpriseKind.Employer);
        var form = new EnterpriseForm { Name = "新名", Kinds = [EnterpriseKind.InternshipBase, EnterpriseKind.Employer, EnterpriseKind.Employer], InDistrict = true };
        var answer = Put(current, form, Portal);
        Assert.Equal("新名", answer.Value!.Name);
        Assert.False(answer.Created);
        Assert.Equal(2, answer.Value.Version);
    }

    [Fact]
    public void A_portal_that_takes_a_kind_away_is_forbidden()
    {
        var form = new EnterpriseForm { Name = "甲", Kinds = [] };
        Assert.Equal(ProblemCode.Forbidden, Put(Registered(EnterpriseKind.Employer), form, Portal).Refusal!.Code);
    }

    [Theory]
    [InlineData(Roles.Approver)]
    [InlineData(Roles.Leader)]
    [InlineData(Roles.Finance)]
    [InlineData(Roles.Auditor)]
    public void Other_staff_registers_nothing(Roles roles) =>
        Assert.Equal(ProblemCode.Forbidden, Put(null, new EnterpriseForm { Name = "甲" }, RegistriesSamples.Staff(roles)).Refusal!.Code);

    [Fact]
    public void To_the_portal_of_another_organisation_it_is_not_there()
    {
        var stranger = RegistriesSamples.Portal("91330105MA27STRNGR");
        Assert.Equal(ProblemCode.NotFound, Put(Registered(), new EnterpriseForm { Name = "甲" }, stranger).Refusal!.Code);
        Assert.Equal(ProblemCode.NotFound, Put(null, new EnterpriseForm { Name = "甲" }, stranger).Refusal!.Code);
    }

    [Fact]
    public void The_portal_of_the_district_owns_every_organisation() =>
        Assert.True(Put(null, new EnterpriseForm { Name = "甲" }, RegistriesSamples.Portal("*")).Created);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_version_that_does_not_stand_is_stale(int ifMatch, bool stands)
    {
        var answer = EnterpriseRules.Put(Uscc, Registered(), new EnterpriseForm { Name = "甲" }, Handler, ifMatch, hasCases: false);
        Assert.Equal(stands ? null : ProblemCode.StaleVersion, answer.Refusal?.Code);
    }

    [Fact]
    public void A_version_of_what_is_not_registered_is_stale() =>
        Assert.Equal(ProblemCode.StaleVersion, EnterpriseRules.Put(Uscc, null, new EnterpriseForm { Name = "甲" }, Portal, 1, hasCases: false).Refusal!.Code);

    [Fact]
    public void What_the_form_leaves_out_stays()
    {
        var current = Registered(EnterpriseKind.Employer) with
        {
            Contact = new Contact("测试一号", "12000000001"),
            LegalRepresentative = new NamedPerson("测试二号"),
            Bank = First,
        };
        var next = Put(current, new EnterpriseForm { Name = "甲" }, Handler).Value!;
        Assert.Equal(current with { Name = "甲", Version = 2, Kinds = next.Kinds }, next);
        Assert.Equal([EnterpriseKind.Employer], next.Kinds);
    }

    [Fact]
    public void The_first_account_counts_as_confirmed_whoever_gives_it()
    {
        Assert.Equal(First, Put(Registered(), Account(First), Portal, hasCases: true).Value!.Bank);
        Assert.Equal(First, EnterpriseRules.Propose(Registered(), First, Portal, Case)!.Bank);
    }

    [Fact]
    public void Before_the_first_case_another_account_replaces_the_first()
    {
        var next = Put(Registered() with { Bank = First }, Account(Second), Portal).Value!;
        Assert.Equal(Second, next.Bank);
        Assert.Null(next.PendingBank);
    }

    [Fact]
    public void After_the_first_case_another_account_waits()
    {
        var next = Put(Registered() with { Bank = First }, Account(Second), Portal, hasCases: true).Value!;
        Assert.Equal(First, next.Bank);
        Assert.Equal(Second, next.PendingBank!.Account);
        Assert.Equal([Portal.Id], next.PendingBank.ProposedBy);
    }

    [Fact]
    public void The_confirmed_account_named_again_withdraws_nothing()
    {
        var waiting = Registered() with { Bank = First, PendingBank = new PendingBank(Second, [Portal.Id]) };
        Assert.Equal(Second, Put(waiting, Account(First), Portal, hasCases: true).Value!.PendingBank!.Account);
    }

    [Fact]
    public void Spaces_do_not_make_another_account_but_another_branch_does()
    {
        var current = Registered() with { Bank = First };
        Assert.Null(Put(current, Account(First with { AccountNumber = "6222 0000 0000 0001 111" }), Portal, hasCases: true).Value!.PendingBank);
        Assert.NotNull(Put(current, Account(First with { BankName = "测试银行二支行" }), Portal, hasCases: true).Value!.PendingBank);
    }

    [Fact]
    public void Whoever_names_the_waiting_account_again_may_not_confirm_it_either()
    {
        var waiting = Registered() with { Bank = First, PendingBank = new PendingBank(Second, [Portal.Id]) };
        var finance = RegistriesSamples.Staff(Roles.Finance | Roles.Handler);
        var next = Put(waiting, Account(Second), finance, hasCases: true).Value!;
        Assert.Equal(ProblemCode.SeparationOfDuties, Rule(next, true, finance).Refusal!.Code);
        Assert.Equal(Second, Rule(next, true, RegistriesSamples.Staff(Roles.Finance, "fin-2")).Value!.Bank);
    }

    [Fact]
    public void An_account_in_a_case_waits_once()
    {
        var first = EnterpriseRules.Propose(Registered() with { Bank = First }, Second, Portal, Case)!;
        Assert.Equal(Second, first.PendingBank!.Account);
        Assert.Equal(2, first.Version);
        Assert.Null(EnterpriseRules.Propose(first, Second, Portal, Case));
        var refused = Rule(first, false, RegistriesSamples.Staff(Roles.Finance)).Value!;
        Assert.Null(refused.PendingBank);
        Assert.Null(EnterpriseRules.Propose(refused, Second, Portal, Case));
    }

    [Fact]
    public void An_account_in_a_case_that_is_the_confirmed_one_changes_nothing() =>
        Assert.Null(EnterpriseRules.Propose(Registered() with { Bank = First }, First, Portal, Case));

    [Fact]
    public void Only_finance_confirms_and_only_what_waits()
    {
        var waiting = Registered() with { Bank = First, PendingBank = new PendingBank(Second, [Portal.Id]) };
        Assert.Equal(ProblemCode.Forbidden, Rule(waiting, true, RegistriesSamples.Staff(Roles.Leader)).Refusal!.Code);
        var finance = RegistriesSamples.Staff(Roles.Finance);
        Assert.Equal(ProblemCode.NotFound, Rule(null, true, finance).Refusal!.Code);
        Assert.Equal(ProblemCode.IllegalTransition, Rule(Registered(), true, finance).Refusal!.Code);
        var confirmed = Rule(waiting, true, finance).Value!;
        Assert.Equal((Second, null, 2), (confirmed.Bank, confirmed.PendingBank, confirmed.Version));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_refusal_of_an_account_says_why_and_a_confirmation_need_not(string? comment)
    {
        var waiting = Registered() with { Bank = First, PendingBank = new PendingBank(Second, [Portal.Id]) };
        var finance = RegistriesSamples.Staff(Roles.Finance);
        var fault = Assert.Single(Rule(waiting, false, finance, comment: comment).Refusal!.Errors!);
        Assert.Equal(("/comment", "required"), (fault.Pointer, fault.Code));
        Assert.Equal(Second, Rule(waiting, true, finance, comment: comment).Value!.Bank);
    }

    [Fact]
    public void A_ruling_on_what_somebody_else_changed_meanwhile_is_stale()
    {
        var waiting = Registered() with { Bank = First, PendingBank = new PendingBank(Second, [Portal.Id]), Version = 4 };
        var finance = RegistriesSamples.Staff(Roles.Finance);
        Assert.Equal(ProblemCode.StaleVersion, Rule(waiting, true, finance, ifMatch: 3).Refusal!.Code);
        Assert.Equal(5, Rule(waiting, true, finance, ifMatch: 4).Value!.Version);
    }

    [Fact]
    public void Staff_see_who_proposed_an_account_and_a_portal_does_not()
    {
        var waiting = Put(Registered() with { Bank = First }, Account(Second), Portal, hasCases: true).Value!;
        waiting = Put(waiting, Account(Second), Handler, hasCases: true).Value!;
        Assert.Equal([new Officer(Portal.Id, Portal.Name), new Officer(Handler.Id, Handler.Name)], waiting.View(Uscc, Handler).PendingBankProposedBy!);
        Assert.Null(waiting.View(Uscc, Portal).PendingBankProposedBy);
        var older = Registered() with { PendingBank = new PendingBank(Second, ["u-1"]) };
        Assert.Equal([new Officer("u-1", "u-1")], older.View(Uscc, Handler).PendingBankProposedBy!);
    }

    [Fact]
    public void Of_account_and_phone_little_is_shown()
    {
        var view = (Registered() with { Bank = First, Contact = new Contact("测试一号", "12000001234") }).View(Uscc, Handler);
        Assert.Equal("***************1111", view.Bank!.AccountNumber);
        Assert.Equal("120****1234", view.Contact!.Phone);
    }

    [Fact]
    public void The_profile_alone_has_the_numbers_in_full()
    {
        var record = Registered() with { Bank = First, PendingBank = new PendingBank(Second, ["u"]) };
        Assert.Equal((First, Second), (record.Profile(Uscc).Bank, record.Profile(Uscc).PendingBank));
        Assert.DoesNotContain("2222", record.View(Uscc, Handler).PendingBank!.AccountNumber[..^4]);
    }

    private static Answer<EnterpriseRecord> Rule(EnterpriseRecord? current, bool confirm, Actor actor, int? ifMatch = null, string? comment = "与开户行核实") =>
        EnterpriseRules.Confirm(current, new RuleOnAccount(confirm, comment, ifMatch, null, actor));

    private static EnterpriseForm Account(BankAccount account) => new() { Name = "测试一号有限公司", Bank = account };

    private static Answer<EnterpriseRecord> Put(EnterpriseRecord? current, EnterpriseForm form, Actor actor, bool hasCases = false) =>
        EnterpriseRules.Put(Uscc, current, form, actor, ifMatch: null, hasCases);

    private static EnterpriseRecord Registered(params EnterpriseKind[] kinds) => new()
    {
        Name = "测试一号有限公司",
        Kinds = [.. kinds.Order()],
        InDistrict = true,
        AccountsFrom = [],
        Version = 1,
    };
}
