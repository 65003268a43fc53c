namespace Gongshu.Grains.Interfaces;

/// <summary>A fault of storage that may cross a grain call: database drivers' exceptions do not (their types are unknown to the caller).</summary>
[GenerateSerializer, Alias("gongshu.StorageUnavailableException")]
public sealed class StorageUnavailableException(string message) : Exception(message);

/// <summary>It may or may not have happened; the same operation id will tell later.</summary>
[GenerateSerializer, Alias("gongshu.OutcomeUnknownException")]
public sealed class OutcomeUnknownException(string message) : Exception(message);

/// <summary>Someone else wrote the same state first.</summary>
[GenerateSerializer, Alias("gongshu.StorageConflictException")]
public sealed class StorageConflictException(string message) : Exception(message);
