namespace Gongshu.Grains.Interfaces;

/// <summary>The roles of the contract. Staff are all but the portal.</summary>
[GenerateSerializer, Alias("gongshu.Role"), Flags]
public enum Roles
{
    Portal = 1, Handler = 2, Approver = 4, Leader = 8, Finance = 16, Auditor = 32, Admin = 64,
    /// <summary>The reminder and the program itself.</summary>
    System = 128,
    Staff = Handler | Approver | Leader | Finance | Auditor | Admin,
}

/// <summary>Who asks. Passed explicitly with each call and checked again by the grain; <c>RequestContext</c> is no identity.</summary>
/// <param name="Id">The token's <c>sub</c>.</param>
/// <param name="Org">For a portal: one USCC, or <c>*</c> for the district's own portal, which owns every organisation.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Actor"), NotPersonal]
public sealed record Actor([property: Id(0)] string Id, [property: Id(1), Personal] string Name, [property: Id(2)] Roles Roles, [property: Id(3)] string? Org)
{
    public static readonly Actor System = new("system", "系统", Roles.System, null);

    public bool IsStaff => Has(Roles.Staff | Roles.System);

    public bool Has(Roles any) => ((int)Roles & (int)any) != 0;

    /// <summary>Whether what belongs to this organisation may be seen or changed by this caller as its own.</summary>
    public bool Owns(string uscc) => Has(Roles.Portal) && (Org == "*" || Org == uscc);

    /// <summary>Staff see all; a portal sees what is its own.</summary>
    public bool MaySee(string uscc) => IsStaff || Owns(uscc);
}
