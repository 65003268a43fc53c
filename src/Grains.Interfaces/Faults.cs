using Orleans.Runtime;

namespace Gongshu.Grains.Interfaces;

// All of them are OrleansExceptions: Orleans wraps every other exception of a grain's storage into one of its own, and the caller
// could no longer tell them apart.

/// <summary>A fault of storage that may cross a grain call: database drivers' exceptions do not (their types are unknown to the caller).</summary>
[GenerateSerializer, Alias("gongshu.StorageUnavailableException")]
public sealed class StorageUnavailableException(string message) : OrleansException(message);

/// <summary>It may or may not have happened; the same operation id will tell later.</summary>
[GenerateSerializer, Alias("gongshu.OutcomeUnknownException")]
public sealed class OutcomeUnknownException(string message) : OrleansException(message);

/// <summary>Someone else wrote the same state first.</summary>
[GenerateSerializer, Alias("gongshu.StorageConflictException")]
public sealed class StorageConflictException(string message) : OrleansException(message);
