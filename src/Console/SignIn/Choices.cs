using Gongshu.StaffConsole.Texts;

namespace Gongshu.StaffConsole.SignIn;

/// <summary>Somebody whom one can be in Development. The ids say what they are; several of one role, since some things take a second person.</summary>
internal sealed record Choice(string Id, string Name, Words About, params string[] Roles)
{
    public static readonly Choice[] All =
    [
        new("sample-handler-1", "示例经办甲", new("核对材料，提出经办意见", "checks papers, first opinion"), "handler"),
        new("sample-handler-2", "示例经办乙", new("第二位经办人", "a second handler"), "handler"),
        new("sample-approver", "示例审批", new("审批经办意见", "second opinion"), "approver"),
        new("sample-leader-1", "示例负责甲", new("签批，调整受理期，裁决申诉", "approves, moves windows, decides appeals"), "leader"),
        new("sample-leader-2", "示例负责乙", new("第二位负责人", "a second leader"), "leader"),
        new("sample-finance-1", "示例财务甲", new("结算、封存拨付批次", "settles and seals batches"), "finance"),
        new("sample-finance-2", "示例财务乙", new("第二人放行", "the second signature"), "finance"),
        new("sample-auditor", "示例审计", new("查阅全部审计记录", "reads the whole audit"), "auditor"),
        new("sample-admin", "示例管理员", new("单位、节假日、推送订阅", "organisations, calendar, webhooks"), "admin"),
    ];

    public static readonly string[] StaffRoles = ["handler", "approver", "leader", "finance", "auditor", "admin"];
}
