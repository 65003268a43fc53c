namespace Gongshu.StaffConsole.Pages;

/// <summary>What was typed, as a body says it.</summary>
internal static class Typed
{
    /// <summary>Without the blanks around it; null for what is empty.</summary>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
