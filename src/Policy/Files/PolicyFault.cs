namespace Gongshu.Policy;

/// <summary>One fault of a policy or calendar file: where (an RFC 6901 JSON pointer) and what.</summary>
public readonly record struct PolicyFault(string Pointer, string Message)
{
    /// <summary>What sort of fault it is, for who answers it in other words.</summary>
    public PolicyFaultKind Kind { get; init; }

    /// <summary>Pointer and message, as the start prints them.</summary>
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
}

/// <summary>Sorts of faults of a policy or calendar file.</summary>
public enum PolicyFaultKind
{
    /// <summary>The value is one that could be, but contradicts another part of the file or is nothing that a file may say.</summary>
    DoesNotFit = 0,
    Missing = 1,
    WrongType = 2,
    UnknownValue = 3,
    InvalidDate = 4,
    OutOfRange = 5,
    UnknownMember = 6,
}
