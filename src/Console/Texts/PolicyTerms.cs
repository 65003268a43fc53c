namespace Gongshu.StaffConsole.Texts;

/// <summary>Words for what a policy file says in codes.</summary>
internal static class PolicyTerms
{
    public static Words Kind(string code) => code switch
    {
        "employer" => new("用人单位", "Employer"),
        "trainingSchool" => new("民办职业培训学校", "Private training school"),
        "competitionOrganiser" => new("竞赛承办单位", "Competition organiser"),
        "internshipBase" => new("实训见习基地", "Internship base"),
        _ => Words.Of(code),
    };

    public static Words Payee(string code) => code switch
    {
        "declaringUnit" => new("申报单位", "the declaring organisation"),
        "worker" => new("个人（经申报单位发放）", "the worker, through the applicant"),
        "organiser" => new("竞赛承办单位", "the organiser"),
        "hostEnterprise" => new("工作室设立单位", "the studio's host"),
        "internshipBase" => new("实训见习基地", "the internship base"),
        "team" => new("获奖团队", "the team"),
        _ => Words.Of(code),
    };

    /// <summary>What a sum is for, in whatever table it stands.</summary>
    public static Words SumOf(string? code) => code switch
    {
        null => new("每项", "each"),
        "district" => new("区级", "District"),
        "municipal" => new("市级", "Municipal"),
        "provincial" => new("省级", "Provincial"),
        "national" => new("国家级", "National"),
        "associate" or "bachelor" or "master" or "doctor" => Facts.Education(code),
        _ => Facts.Level(code),
    };

    /// <summary>When a paper has to be there.</summary>
    public static Words At(string code) => code switch
    {
        "submission" => new("申请时", "with the application"),
        "leader" => new("负责人签批前", "before the leader passes"),
        _ => Words.Of(code),
    };

    public static Words Subject(string code) => code switch
    {
        "worker" => new("每人", "a worker"),
        "enterprise" => new("每个单位", "an organisation"),
        "masterStudio" => new("每个工作室", "a studio"),
        "competition" => new("每项竞赛", "a competition"),
        _ => Words.Of(code),
    };

    public static Words Target(string code) => code switch
    {
        "highSkilledTrained" => new("培养高技能人才", "High-skilled workers trained"),
        "employmentTraining" => new("就业技能培训", "Employment training"),
        "migrantTraining" => new("进城务工人员培训", "Training of migrant workers"),
        "contests" => new("企业技能比武竞赛", "Skill contests"),
        "highSkilledShare" => new("高技能人才占比", "Share of the high-skilled"),
        _ => Words.Of(code),
    };

    public static Words Unit(string code) => code switch
    {
        "workersAYear" => new("人/年", "workers a year"),
        "contestsAYear" => new("场/年", "contests a year"),
        "percent" => new("％", "per cent"),
        _ => Words.Of(code),
    };

    /// <summary>One way to read an open place of the text; the same code means different things in different places.</summary>
    public static Words Reading(string reading, string value) => (reading, value) switch
    {
        ("planFiling", "atLeast") => new("至少提前7个工作日", "at least seven working days before"),
        ("planFiling", "within") => new("开班前7个工作日之内", "inside the last seven working days"),
        ("studioUpgrade", "bothInFull") => new("两次均全额资助", "both in full"),
        ("studioUpgrade", "difference") => new("补差额", "the difference"),
        ("secondCertificate", "refused") => new("不再补贴", "refused"),
        ("secondCertificate", "allowedForAnotherNumber") => new("证书编号不同即可再补贴", "granted for another number"),
        ("oncePerPerson", "perOccupationAndLevel") => new("每一职业的每一等级一次", "once per occupation and level"),
        ("oncePerPerson", "perLevel") => new("每一等级一次", "once per level"),
        ("oncePerPerson", "inALife") => new("终身一次", "once in a life"),
        ("hiredAgain", "onceInALife") => new("终身只奖励一次", "once in a life"),
        ("hiredAgain", "oncePerBase") => new("每个基地各奖励一次", "once per base"),
        ("upgradePaidTo", "applicant") => new("付至申报单位账户", "to the applicant's account"),
        ("upgradePaidTo", "worker") => new("付至个人账户", "to the worker's account"),
        ("previousDecember", "refused") => new("不予受理", "refused"),
        ("previousDecember", "acceptedInFirstYear") => new("施行首年可以受理", "accepted in the first year"),
        ("trainingAndCompetition", "exclusive") => new("只能享受一项", "one of the two"),
        ("trainingAndCompetition", "both") => new("两项可以同时享受", "both"),
        ("unitAndWorker", "both") => new("单位、个人可以分别享受", "both"),
        ("unitAndWorker", "oneOfThem") => new("只能由一方享受", "one of them"),
        ("upgradeWithoutPlan", "paid") => new("可以补贴", "paid"),
        ("upgradeWithoutPlan", "refused") => new("不予补贴", "refused"),
        ("districtOfOthers", "demanded") => new("须为区属单位", "of the district"),
        ("districtOfOthers", "notDemanded") => new("不要求区属", "not demanded"),
        ("awardApplicant", "employer") => new("用人单位", "the employer"),
        ("awardApplicant", "anyRegisteredKind") => new("任何已登记的单位", "any registered kind"),
        ("contractDay", "submission") => new("申请之日", "the day of submission"),
        ("contractDay", "issue") => new("发证之日", "the day of issue"),
        _ => Words.Of(value),
    };
}
