using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Grains.Tests;

/// <summary>Puts cases of any status into the ledger as a submission and its decisions would have left them.</summary>
internal static class WindowsCases
{
    private static readonly Actor Admin = new("u-admin", "管理员", Roles.Admin, null);
    private static readonly SamplePeople People = new(seed: 71);

    /// <summary>One that no registry knows.</summary>
    public static SampleOrganisation Organisation(int index) => People.Enterprise(index);

    /// <summary>An organisation with a confirmed account.</summary>
    public static async Task<SampleOrganisation> RegisterAsync(this WindowsHost host, int index, bool withBank = true)
    {
        var organisation = Organisation(index);
        var bank = withBank ? new BankAccount(organisation.BankName, organisation.Name, organisation.AccountNumber) : null;
        await host.PutAsync(organisation, bank);
        return organisation;
    }

    /// <summary>Another account is proposed; after the first case it waits for a second person.</summary>
    public static Task ProposeOtherBankAsync(this WindowsHost host, SampleOrganisation organisation) =>
        host.PutAsync(organisation, new BankAccount(organisation.BankName, organisation.Name, "0000999900001111222"));

    public static Task<CaseNumber> ApprovedAsync(this WindowsHost host, string window, SampleOrganisation applicant, long yuan) =>
        host.AddAsync(window, applicant, CaseStatus.Approved, yuan);

    public static async Task<CaseNumber> AddAsync(
        this WindowsHost host, string window, SampleOrganisation applicant, CaseStatus status, long yuan, string? handler = null)
    {
        var number = await host.Ledger.NextCaseNumberAsync(WindowId.Parse(window), CancellationToken.None);
        var command = Submission(number, applicant, status == CaseStatus.Approved ? CaseStatus.Endorsed : status, yuan);
        if (handler is not null) command = command with { Decision = new DecisionWrite(number, 1, Stage.Handler, handler) };
        await host.CommitAsync([command]);
        if (status == CaseStatus.Approved) await host.BecomeAsync(number, status);
        return number;
    }

    /// <summary>Many approved cases, 100 yuan each.</summary>
    public static async Task AddManyAsync(this WindowsHost host, string window, SampleOrganisation applicant, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(500))
        {
            var commands = new List<LedgerCommand>();
            foreach (var _ in some)
                commands.Add(Submission(await host.Ledger.NextCaseNumberAsync(WindowId.Parse(window), CancellationToken.None), applicant, CaseStatus.Endorsed, 100));
            await host.CommitAsync(commands);
            var rows = await host.Ledger.FindCasesAsync([.. commands.Select(command => command.Cases[0].Number)], CancellationToken.None);
            await host.CommitAsync([.. rows.Select(row => Decided(row, CaseStatus.Approved, host.Clock.Now))]);
        }
    }

    /// <summary>What the officers' last decision does.</summary>
    public static async Task BecomeAsync(this WindowsHost host, CaseNumber number, CaseStatus status)
    {
        var row = (await host.Ledger.FindCaseAsync(number, CancellationToken.None))!;
        await host.CommitAsync([Decided(row, status, host.Clock.Now)]);
    }

    public static async Task<CaseWrite> CaseAsync(this WindowsHost host, CaseNumber number) =>
        (await host.Ledger.FindCaseAsync(number, CancellationToken.None))!.Case;

    private static LedgerCommand Decided(CaseRow row, CaseStatus status, DateTimeOffset at)
    {
        var (number, version) = (row.Case.Number, row.Case.Version + 1);
        var approved = status == CaseStatus.Approved;
        return new LedgerCommand
        {
            Cases = [row.Case with { Version = version, Status = status, StatusSince = at, Money = approved ? CaseMoney.None with { Waiting = row.Case.Amount } : CaseMoney.None }],
            ClaimChanges = approved ? [new ClaimChange(number, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Approved, Live: true)] : [],
            Events = [NewEvent.After(row.HeadHash, number.ToString(), version, "case.decided", "u-leader", at, "{}"u8.ToArray())],
        };
    }

    private static LedgerCommand Submission(CaseNumber number, SampleOrganisation applicant, CaseStatus status, long yuan)
    {
        var at = PolicyTime.Noon(new DateOnly(number.Window.Year, number.Window.Quarter * 3, 10));
        var first = NewEvent.After(EventChain.Genesis, number.ToString(), 1, "case.submitted", "portal", at, "{}"u8.ToArray());
        return new LedgerCommand
        {
            Cases = [new CaseWrite
            {
                Number = number, Version = 1, Status = status, Programme = Programme.SkillUpgrade, Applicant = applicant.Uscc, ApplicantName = applicant.Name,
                Policy = "gongshu-2018", Amount = Money.Yuan(yuan), Lines = 1, Receipt = first.Hash, SubmittedAt = at, StatusSince = at,
            }],
            NewClaims = [new ClaimInsert(
                number, 1, Benefit.SkillUpgrade, 0, new ClaimKey(SubjectId.Worker($"w_{number}"), $"skillUpgrade:{number}"), Money.Yuan(yuan), $"w_{number}", null, null)],
            Events = [first],
        };
    }

    private static async Task CommitAsync(this WindowsHost host, IReadOnlyList<LedgerCommand> commands)
    {
        foreach (var outcome in await host.Ledger.CommitAsync(commands, CancellationToken.None)) Assert.IsType<Committed>(outcome);
    }

    private static async Task PutAsync(this WindowsHost host, SampleOrganisation organisation, BankAccount? bank)
    {
        var form = new EnterpriseForm { Name = organisation.Name, Kinds = [EnterpriseKind.Employer], InDistrict = true, Bank = bank };
        var answer = await host.Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(organisation.Uscc)).Put(form, Admin, null);
        Assert.Null(answer.Refusal);
    }
}
