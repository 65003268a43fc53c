namespace Gongshu.StaffConsole.Texts;

/// <summary>One thing in both languages.</summary>
public sealed record Words(string Zh, string En)
{
    /// <summary>A code without words of ours says itself.</summary>
    public static Words Of(string code) => new(code, code);
}
