using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Windows;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Grains.Tests;

/// <summary>What the intake and an enterprise show to submissions on their silo: without a message, never older than what was acknowledged, and nothing after a fault.</summary>
public sealed class SubmissionFactsTests : IAsyncLifetime
{
    private static readonly Actor Officer = new("u-counter", "测试经办", Roles.Handler, null);
    private static readonly Actor Admin = new("u-admin", "管理员", Roles.Admin, null);
    private static readonly Actor Leader = new("u-leader", "负责人", Roles.Leader, null);
    private static readonly SamplePeople People = new(seed: 84);

    private WindowsStore _store = null!;

    public async Task InitializeAsync() => _store = await WindowsStore.OnSqliteAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Submissions_on_the_silo_of_both_grains_send_neither_a_message()
    {
        await using var host = await SubmissionHost.StartAsync(_store);
        var employer = await host.EmployerAsync(0);
        Assert.True((await host.SubmitAsync(SubmissionHost.Form(employer, [0]), "first")).Created);
        var asked = host.Messages.AskedFacts;
        for (var person = 1; person <= 5; person++) Assert.True((await host.SubmitAsync(SubmissionHost.Form(employer, [person]), $"next-{person}")).Created);
        Assert.Equal(asked, host.Messages.AskedFacts);
    }

    [Fact]
    public async Task What_was_acknowledged_of_an_employer_is_what_the_next_submission_is_judged_by()
    {
        await using var host = await SubmissionHost.StartAsync(_store);
        var employer = await host.EmployerAsync(0);
        for (var change = 1; change <= 10; change++)
        {
            var fits = change % 2 == 0;
            await PutAsync(host, employer, change % 3 == 0 ? form => form with { Kinds = fits ? [EnterpriseKind.Employer] : [EnterpriseKind.TrainingSchool] } : form => form with { InDistrict = fits });
            Assert.Equal(fits ? 201 : 422, await WouldBeAsync(host, employer, host.Now));
            Assert.Equal(fits, host.Service<Showcase<EnterpriseProfile>>().Find(employer) is { InDistrict: true, Kinds: [EnterpriseKind.Employer] });
        }
    }

    [Fact]
    public async Task Whoever_begins_after_an_acknowledged_change_never_sees_what_was_before_it()
    {
        await using var host = await SubmissionHost.StartAsync(_store);
        var employer = await host.EmployerAsync(0);
        await PutAsync(host, employer, form => form with { Name = "1" });
        var (acknowledged, done) = (1, false);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var facts = host.Service<Submission.RegistryFacts>();
            while (!Volatile.Read(ref done))
            {
                var atLeast = Volatile.Read(ref acknowledged);
                var seen = int.Parse((await facts.Profile(employer))!.Name, System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(seen, atLeast, int.MaxValue);
            }
        })).ToArray();
        for (var change = 2; change <= 60; change++)
        {
            await PutAsync(host, employer, form => form with { Name = $"{change}" });
            Volatile.Write(ref acknowledged, change);
        }
        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Moved_days_are_what_the_next_submission_is_judged_by()
    {
        await using var host = await SubmissionHost.StartAsync(_store);
        var employer = await host.EmployerAsync(0);
        var late = new DateTimeOffset(2018, 3, 21, 9, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(201, await WouldBeAsync(host, employer, late));
        for (var last = 18; last <= 24; last++)
        {
            var command = new OverrideWindow(null, new DateOnly(2018, 3, last), "测试", null, Leader, null);
            Assert.True((await host.Grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(new WindowId(2018, 1))).Override(command)).Created);
            Assert.Equal(last < 21 ? 422 : 201, await WouldBeAsync(host, employer, late));
            Assert.NotNull(host.Service<Showcase<IntakeByDay>>().Find(GrainKeys.Intake));
        }
    }

    [Fact]
    public async Task A_grain_that_is_dropped_shows_nothing_any_more()
    {
        await using var host = await SubmissionHost.StartAsync(_store);
        var employer = await host.EmployerAsync(0);
        Assert.Equal(201, await WouldBeAsync(host, employer, host.Now));
        Assert.NotNull(host.Service<Showcase<EnterpriseProfile>>().Find(employer));
        Assert.NotNull(host.Service<Showcase<IntakeByDay>>().Find(GrainKeys.Intake));
        await host.DeactivateAllAsync();
        Assert.Null(host.Service<Showcase<EnterpriseProfile>>().Find(employer));
        Assert.Null(host.Service<Showcase<IntakeByDay>>().Find(GrainKeys.Intake));
        Assert.Equal(201, await WouldBeAsync(host, employer, host.Now));
    }

    [Theory]
    [InlineData(WriteFault.Refused, null, null)]
    [InlineData(WriteFault.Conflict, null, null)]
    [InlineData(WriteFault.AnswerLost, null, null)]
    [InlineData(WriteFault.Unreadable, null, null)]
    [InlineData(null, WriteFault.Refused, null)]
    [InlineData(null, WriteFault.AnswerLost, null)]
    [InlineData(null, null, "PutAsync")]
    [InlineData(null, null, "AppendAuditAsync")]
    public async Task Once_a_change_failed_the_employer_shows_nothing_until_it_is_asked(WriteFault? first, WriteFault? second, string? brokenLedger)
    {
        await using var host = await RegistriesHost.StartAsync(_store);
        var organisation = People.Enterprise(1);
        await host.RegisterAsync(organisation);
        var showcase = host.Service<Showcase<EnterpriseProfile>>();
        Assert.NotNull(showcase.Find(organisation.Uscc));
        if (brokenLedger is null) host.Faults.OnWrites(first, second);
        host.Faults.BreakLedger(brokenLedger);
        await Assert.ThrowsAnyAsync<Exception>(() => host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = "新名" }, RegistriesHost.Handler, null));
        Assert.Null(showcase.Find(organisation.Uscc));
        host.Faults.BreakLedger(null);

        var told = await host.Service<Submission.RegistryFacts>().Profile(organisation.Uscc);
        Assert.Equal((await host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler))!.Name, told!.Name);
        Assert.Equal(told.Name, showcase.Find(organisation.Uscc)!.Name);
    }

    [Fact]
    public async Task After_a_fault_of_storage_the_intake_shows_nothing_until_it_is_asked()
    {
        await using var host = await RegistriesHost.StartAsync(_store);
        var (intake, showcase) = (host.Grains.GetGrain<IIntakeGrain>(GrainKeys.Intake), host.Service<Showcase<IntakeByDay>>());
        await intake.At(host.Clock.Now);
        Assert.NotNull(showcase.Find(GrainKeys.Intake));
        host.Faults.BreakLedger("WindowTotalsAsync");
        // As long as others are under way the activation cannot go yet.
        Task[] calls = [.. Enumerable.Range(0, 100).Select(_ => intake.Year(2018))];
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await await Task.WhenAny(calls));
        Assert.Null(showcase.Find(GrainKeys.Intake));
        host.Faults.BreakLedger(null);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Task.WhenAll(calls));
        Assert.Equal(new WindowId(2018, 1), (await host.Service<Submission.RegistryFacts>().IntakeAt(host.Clock.Now)).Open?.Window);
        Assert.NotNull(showcase.Find(GrainKeys.Intake));
    }

    [Fact]
    public void Once_a_minute_the_grain_is_asked_so_that_it_does_not_look_idle()
    {
        var time = new SubmissionTime();
        var showcase = new Showcase<string>(time);
        var shown = showcase.Open("a");
        Assert.Null(showcase.Find("a"));
        shown.Show("as it is");
        time.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal("as it is", showcase.Find("a"));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(showcase.Find("a"));
        shown.Show("as it is");
        Assert.Equal("as it is", showcase.Find("a"));
    }

    [Fact]
    public void What_has_gone_shows_nothing_and_takes_nothing_from_its_successor()
    {
        var showcase = new Showcase<string>(TimeProvider.System);
        var gone = showcase.Open("a");
        gone.Show("before");
        gone.Close();
        gone.Show("late");
        Assert.Null(showcase.Find("a"));

        var (hung, next) = (showcase.Open("a"), showcase.Open("a"));
        next.Show("now");
        hung.Show("late");
        hung.Close();
        Assert.Equal("now", showcase.Find("a"));
    }

    private static async Task PutAsync(SubmissionHost host, string employer, Func<EnterpriseForm, EnterpriseForm> change)
    {
        var form = change(new EnterpriseForm { Name = "测试用人单位", Kinds = [EnterpriseKind.Employer], InDistrict = true });
        Assert.Null((await host.Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(employer)).Put(form, Admin, null)).Refusal);
    }

    private static async Task<int> WouldBeAsync(SubmissionHost host, string employer, DateTimeOffset at) =>
        (await host.Submission("precheck").Precheck(SubmissionHost.Form(employer, [0]), Officer, at)).Value!.WouldBe;
}
