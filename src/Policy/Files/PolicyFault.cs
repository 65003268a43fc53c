namespace Gongshu.Policy;

/// <summary>One fault of a policy or calendar file: where (an RFC 6901 JSON pointer) and what.</summary>
public readonly record struct PolicyFault(string Pointer, string Message)
{
    /// <summary>Pointer and message, as the start prints them.</summary>
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
}
