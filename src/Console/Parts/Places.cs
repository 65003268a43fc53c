using System.Security.Claims;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;

namespace Gongshu.StaffConsole.Parts;

/// <summary>A page of the navigation.</summary>
/// <param name="Roles">Who finds it there; none: all staff. Whether somebody may do what a page offers, the API says.</param>
internal sealed record Place(string Address, Words Name, params string[] Roles);

internal static class Places
{
    // In the order of the navigation.
    private static readonly Place[] All =
    [
        new("/", new("我的工作", "My work")),
        new("/cases", new("案件", "Cases")),
        new("/windows", new("受理期", "Windows")),
        new("/reports", new("统计报表", "Reports")),
        new("/batches", new("拨付批次", "Batches"), "finance", "leader", "auditor"),
        new("/clawbacks", new("追回", "Clawbacks"), "finance", "leader", "auditor"),
        new("/persons", new("按人查找", "Find a person"), "handler", "approver", "leader", "finance", "auditor"),
        new("/enterprises", new("单位与登记", "Registers")),
        new("/counter", new("窗口录入", "Counter entry"), "handler"),
        new("/policies", new("政策", "Policy")),
    ];

    public static IEnumerable<Place> For(ClaimsPrincipal user) => All.Where(place => place.Roles.Length == 0 || user.Has(place.Roles));
}
