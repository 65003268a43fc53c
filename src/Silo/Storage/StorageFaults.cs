using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongshu.Silo.Storage;

/// <summary>
/// What a driver's exception means to a caller: not written and nobody to blame (unavailable), written by somebody else
/// first (conflict), or not to be told from here (outcome unknown). In doubt about a write the answer is "unknown".
/// </summary>
public static class StorageFaults
{
    private const string NotRead = "The registry's database could not be read.";
    private const string NotWritten = "The registry's database refused the write; nothing was written.";
    private const string NotReadable = "The stored state cannot be read: another key, another version, or damage.";
    private const string Unknown = "The registry's database did not say whether the write happened.";
    private const string Contended = "Another write of the same state came first.";

    // SQLite's result codes (sqlite.org/rescode.html).
    private const int SqliteInputOutput = 10;
    private const int SqliteConstraint = 19;

    /// <summary>The fault of a read, or null when <paramref name="exception"/> is none of storage's.</summary>
    public static Exception? OfReading(Exception exception) => exception switch
    {
        JsonException or CryptographicException => new StorageUnavailableException(NotReadable),
        DbException or TimeoutException or SocketException or IOException => new StorageUnavailableException(NotRead),
        _ => null,
    };

    /// <summary>The fault of a write or a clearing, or null when <paramref name="exception"/> is none of storage's.</summary>
    public static Exception? OfWriting(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteConstraint } => new StorageConflictException(Contended),
        // A failed flush may have reached the disk or not.
        SqliteException { SqliteErrorCode: SqliteInputOutput } => new OutcomeUnknownException(Unknown),
        // Each statement is its own transaction and SQLite undoes it whole.
        SqliteException => new StorageUnavailableException(NotWritten),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => new StorageUnavailableException(NotWritten),
        JsonException or CryptographicException => new StorageUnavailableException(NotReadable),
        DbException or TimeoutException or SocketException or IOException => new OutcomeUnknownException(Unknown),
        _ => null,
    };

    private static Exception OfPostgres(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
            new StorageConflictException(Contended),
        // Never let in: the statement was not sent.
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections => new StorageUnavailableException(NotWritten),
        // The backend was ended from outside, or broke, perhaps after its commit.
        _ when sqlState.StartsWith("57P", StringComparison.Ordinal) || sqlState.StartsWith("08", StringComparison.Ordinal) || sqlState.StartsWith("XX", StringComparison.Ordinal) =>
            new OutcomeUnknownException(Unknown),
        // Every other error is the answer of a transaction that was rolled back.
        _ => new StorageUnavailableException(NotWritten),
    };
}
