namespace Gongshu.StaffConsole.Texts;

/// <summary>The contract's codes in the words of the glossary and of the official forms.</summary>
internal static class Terms
{
    public static Words Role(string code) => code switch
    {
        "handler" => new("经办人", "Handler"),
        "approver" => new("审批人", "Approver"),
        "leader" => new("负责人", "Leader"),
        "finance" => new("财务", "Finance"),
        "auditor" => new("审计", "Auditor"),
        "admin" => new("管理员", "Administrator"),
        _ => Words.Of(code),
    };

    /// <summary>The three stages, and finance where a queue names it.</summary>
    public static Words Stage(string code) => Role(code);

    public static Words Programme(string? code) => code switch
    {
        "skillTraining" => new("技能人才培养补贴", "Skill training"),
        "skillUpgrade" => new("高技能人才一次性补贴", "Skill upgrade"),
        "competitionTraining" => new("技能竞赛赛前训练补贴", "Competition training"),
        "masterStudio" => new("技能大师工作室建站资助", "Master studio"),
        "internshipHiring" => new("大学生实训见习录用奖励", "Internship hiring"),
        "worldSkills" => new("世界技能大赛奖励", "WorldSkills"),
        null => new("", ""),
        _ => Words.Of(code),
    };

    public static readonly string[] Programmes = ["skillTraining", "skillUpgrade", "competitionTraining", "masterStudio", "internshipHiring", "worldSkills"];

    public static string Clause(string? programme) => programme switch
    {
        "skillTraining" => "三(一)",
        "skillUpgrade" => "三(二)",
        "competitionTraining" => "三(三)",
        "masterStudio" => "三(四)",
        "internshipHiring" => "三(五)",
        "worldSkills" => "三(六)",
        _ => "",
    };

    public static Words Benefit(string code) => code switch
    {
        "assessment" => new("一次性鉴定补贴", "Assessment"),
        "training" => new("一次性培训补贴", "Training"),
        "skillUpgrade" => new("高技能人才一次性补贴", "Skill upgrade"),
        "competitionTraining" => new("赛前训练补贴", "Competition training"),
        "masterStudio" => new("建设经费资助", "Studio funding"),
        "internshipHiring" => new("一次性训练录用奖励", "Hiring reward"),
        "nationalTeamTopThree" => new("入选国家集训队前3名奖励", "National team, top three"),
        "awardWinningTeam" => new("世赛获奖团队奖励", "Award-winning team"),
        "goldMedalTeam" => new("世赛金牌团队奖励", "Gold medal team"),
        _ => Words.Of(code),
    };

    public static readonly string[] CaseStatuses =
        ["submitted", "recommended", "endorsed", "approved", "scheduled", "paid", "returned", "withdrawn", "rejected", "lapsed", "paymentFailed", "clawedBack"];

    /// <summary>Of a case, and of what else waits in a queue.</summary>
    public static Words CaseStatus(string code) => code switch
    {
        "submitted" => new("已受理，待经办", "Submitted"),
        "recommended" => new("已经办，待审批", "Recommended"),
        "endorsed" => new("已审批，待负责人签批", "Endorsed"),
        "approved" => new("已签批，待拨付", "Approved"),
        "scheduled" => new("已列入拨付批次", "Scheduled"),
        "paid" => new("已拨付", "Paid"),
        "returned" => new("退回补正", "Returned for correction"),
        "withdrawn" => new("已撤回", "Withdrawn"),
        "rejected" => new("不予补贴", "Rejected"),
        "lapsed" => new("逾期未补正", "Lapsed"),
        "paymentFailed" => new("拨付失败", "Payment failed"),
        "clawedBack" => new("已追回", "Clawed back"),
        "pendingBank" => new("账户待确认", "Account to confirm"),
        "sealed" => new("批次待放行", "Batch to release"),
        "closed" => new("受理期待结算", "Window to settle"),
        _ => Words.Of(code),
    };

    public static Words ClaimStatus(string code) => code switch
    {
        "held" => new("审核中", "Held"),
        "approved" => new("已审批", "Approved"),
        "paid" => new("已拨付", "Paid"),
        "released" => new("未享受", "Released"),
        "clawedBack" => new("已追回", "Clawed back"),
        _ => Words.Of(code),
    };

    public static readonly string[] ClaimStatuses = ["held", "approved", "paid", "released", "clawedBack"];

    public static Words Verdict(string code) => code switch
    {
        "eligible" => new("符合", "Eligible"),
        "notEligible" => new("不符合", "Not eligible"),
        "duplicate" => new("重复享受", "Duplicate"),
        _ => Words.Of(code),
    };

    public static Words Outcome(string code) => code switch
    {
        "pass" => new("同意", "Pass"),
        "return" => new("退回补正", "Return for correction"),
        "reject" => new("不予补贴", "Reject"),
        "reversal" => new("撤销本人意见", "Taken back"),
        _ => Words.Of(code),
    };

    public static Words AppealOutcome(string code) => code switch
    {
        "uphold" => new("维持原决定", "Upheld"),
        "overturn" => new("撤销原决定，予以补贴", "Overturned"),
        _ => Words.Of(code),
    };

    public static readonly string[] LineReasons = ["post-does-not-fit", "materials-not-genuine", "other"];

    public static Words LineReason(string? code) => code switch
    {
        "post-does-not-fit" => new("人岗不相适", "The post does not fit"),
        "materials-not-genuine" => new("材料不真实", "Materials not genuine"),
        "other" => new("其他", "Other"),
        null => new("", ""),
        _ => Words.Of(code),
    };

    public static Words QueueKind(string code) => code switch
    {
        "decision" => new("审核", "Decision"),
        "appeal" => new("申诉", "Appeal"),
        "paymentFailed" => new("拨付失败", "Payment failed"),
        "bankConfirmation" => new("账户确认", "Account"),
        "batchRelease" => new("批次放行", "Batch release"),
        "settlement" => new("结算", "Settlement"),
        _ => Words.Of(code),
    };

    public static Words WindowStatus(string code) => code switch
    {
        "scheduled" => new("未开始", "scheduled"),
        "open" => new("受理中", "open"),
        "closed" => new("已截止", "closed"),
        "settled" => new("已结算", "settled"),
        _ => Words.Of(code),
    };
}
