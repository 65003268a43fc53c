using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>
/// Payments of paper years of every programme, several of them to one holder on one day, and the application that would claim each of them again. Everything is in
/// order on 2018-03-20.
/// </summary>
internal sealed class ImportedProgrammes
{
    private const string PaidOn = "2018年3月19日";
    private readonly District _district;
    private readonly List<(string Column, string Value)[]> _rows = [];

    private ImportedProgrammes(District district) => _district = district;

    /// <summary>The rows of the list; the first is row 2 of its file.</summary>
    public IReadOnlyList<(string Column, string Value)[]> Rows => _rows;

    /// <summary>Each application with the rows that stand in its way, by benefit.</summary>
    public List<Duplicate> Duplicates { get; } = [];

    /// <param name="First">Done just before: what the registry has to say by then.</param>
    public sealed record Duplicate(Portal Applicant, JsonObject Form, (string Benefit, int Row)[] Rows, Func<Task>? First = null);

    public static async Task<ImportedProgrammes> PlanAsync(District district)
    {
        var paid = new ImportedProgrammes(district);
        paid.AddTraining();
        await paid.AddUpgradesAsync();
        await paid.AddCompetitionAsync();
        await paid.AddStudioAsync();
        await paid.AddInternAsync();
        await paid.AddAwardsAsync();
        return paid;
    }

    private void AddTraining()
    {
        var school = _district.Trained();
        var person = school.Trainees[0];
        Duplicates.Add(new(school, Forms.SkillTraining(school, Forms.TrainedLine(school, person)),
            [("assessment", Add(school, "三(一)", "鉴定补贴", 50, [.. Of(person), .. Certified(person)])), ("training", Add(school, "三(一)", "培训补贴", 200, [.. Of(person), .. Certified(person)]))]));
    }

    private async Task AddUpgradesAsync()
    {
        var employer = await _district.RegisterAsync("employer");
        var (person, other) = (_district.Person(), _district.Person());
        Duplicates.Add(new(employer, Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)), [("skillUpgrade", Add(employer, "三(二)", "高技能人才一次性补贴", 500, [.. Of(person), .. Certified(person)]))]));
        Duplicates.Add(new(employer, Forms.SkillUpgrade(employer, Forms.UpgradeLine(other)), [("skillUpgrade", Add(employer, "三(二)", "高技能人才一次性补贴", 500, [.. Of(other), .. Certified(other)]))]));
    }

    private async Task AddCompetitionAsync()
    {
        var (organiser, id, person) = (await _district.RegisterAsync("competitionOrganiser"), _district.Id("cup"), _district.Person());
        await _district.Handler.PutAsync($"/competitions/{id}", Forms.Competition(organiser, "测试焊工大赛"));
        Duplicates.Add(new(organiser, Forms.CompetitionTraining(organiser, id, Forms.CertifiedLine(person)),
            [("competitionTraining", Add(organiser, "三(三)", "赛前训练补贴", 500, [("竞赛编号", id), .. Of(person), .. Certified(person)]))]));
    }

    private async Task AddStudioAsync()
    {
        var (host, id) = (await _district.RegisterAsync("employer"), _district.Id("studio"));
        Task Register(string level) => _district.Handler.PutAsync($"/master-studios/{id}", Forms.Studio(host, id, level));
        await Register("district");
        Duplicates.Add(new(host, Forms.MasterStudio(host, id), [("masterStudio", Add(host, "三(四)", "建设经费资助", 20_000, [("工作室编号", id), ("工作室级别", "区级")]))]));
        Duplicates.Add(new(host, Forms.MasterStudio(host, id), [("masterStudio", Add(host, "三(四)", "建设经费资助", 50_000, [("工作室编号", id), ("工作室级别", "市级")]))], () => Register("municipal")));
    }

    private async Task AddInternAsync()
    {
        var (host, person) = (await _district.RegisterAsync("internshipBase"), _district.Person());
        Duplicates.Add(new(host, Forms.InternshipHiring(host, Forms.InternLine(host, person)), [("internshipHiring", Add(host, "三(五)", "训练录用奖励", 800, [.. Of(person), ("学历", "本科")]))]));
    }

    private async Task AddAwardsAsync()
    {
        var (employer, id) = (await _district.RegisterAsync("employer"), await WorldSkills.RegisterAsync(_district));
        var (person, captain) = (_district.Person(), _district.Person());
        foreach (var edition in new[] { 44, 45 })
            Award("国家集训队前三名奖励", "nationalTeamTopThree", 50_000, person, edition, "焊接");
        Award("世赛获奖团队奖励", "awardWinningTeam", 80_000, captain, 45, "砌筑");
        Award("世赛获奖团队奖励", "awardWinningTeam", 80_000, captain, 45, "美发");
        Award("世赛金牌团队奖励", "goldMedalTeam", 100_000, captain, 45, "汽车喷漆");

        void Award(string name, string kind, int yuan, SamplePerson who, int edition, string occupation) => Duplicates.Add(new(
            employer, Forms.WorldSkills(employer, id, Forms.AwardLine(who, kind, edition, occupation)),
            [(kind, Add(employer, "三(六)", name, yuan, [("竞赛编号", id), ("届次", $"{edition}"), .. Of(who), ("职业（工种）", occupation)]))]));
    }

    private int Add(Portal applicant, string programme, string benefit, int yuan, (string, string)[] cells)
    {
        var row = _rows.Count + 2;
        _rows.Add([("统一社会信用代码", applicant.Uscc), ("举措", programme), ("补贴项目", benefit), ("金额", $"{yuan}"), ("拨付日期", PaidOn), ("来源", SourceOf(row)), .. cells]);
        return row;
    }

    public static string SourceOf(int row) => $"2018年拨付凭证第{row}号";

    private static (string, string)[] Of(SamplePerson person) => [("姓名", person.Name), ("身份证", person.IdNumber)];

    private static (string, string)[] Certified(SamplePerson person) =>
        [("等级", "高级工"), ("职业编码", Forms.Occupation), ("职业（工种）", "焊工"), ("证书编号", person.CertificateNumber), ("发证日期", "2018-02-11")];
}
