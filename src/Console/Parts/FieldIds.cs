namespace Gongshu.StaffConsole.Parts;

/// <summary>The ids of fields, by the pointer of the member that they fill.</summary>
internal static class FieldIds
{
    /// <param name="pointer">E.g. <c>/bank/accountNumber</c>.</param>
    public static string Of(string pointer) => "f" + pointer.Replace('/', '-');

    public static Dictionary<string, string> Map(params ReadOnlySpan<string> pointers)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pointer in pointers) ids[pointer] = Of(pointer);
        return ids;
    }
}
