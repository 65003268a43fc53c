using System.Net.Sockets;
using Npgsql;

namespace Gongshu.Ledger;

/// <summary>What a failed group is to be answered with, by what its failure proves.</summary>
internal enum GroupFailure
{
    /// <summary>A constraint or an expected row said no, and everything was undone: ask why.</summary>
    Conflict = 1,
    /// <summary>Undone by a deadlock or for serialization: the same again.</summary>
    Repeat = 2,
    /// <summary>Undone, and the same again would fail the same way: perhaps for one command only.</summary>
    Rejected = 3,
    /// <summary>Undone for want of something that the server lacks now (memory, disk, connections, time).</summary>
    Unavailable = 4,
    /// <summary>Nobody knows.</summary>
    Unknown = 5,
}

internal static class PostgresErrors
{
    /// <summary>Raised by <c>gongshu.demand</c>.</summary>
    private const string NotAsExpected = "GS001";

    /// <summary>
    /// An ERROR proves that the transaction was undone. A FATAL one does not: a backend may be terminated after its commit and before its
    /// last word. Neither does anything that the client noticed by itself, such as a timeout or a broken connection.
    /// </summary>
    public static GroupFailure Of(Exception fault)
    {
        if (fault is not PostgresException { InvariantSeverity: "ERROR" } error)
            return fault is NpgsqlException or IOException or SocketException or OperationCanceledException or ObjectDisposedException ? GroupFailure.Unknown : GroupFailure.Rejected;
        return error.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation or NotAsExpected => GroupFailure.Conflict,
            PostgresErrorCodes.CheckViolation when error.ConstraintName is "certificates_one_owner" or "case_officers_one_stage" or "worker_aliases_not_itself" => GroupFailure.Conflict,
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => GroupFailure.Repeat,
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => GroupFailure.Unavailable,
            [('5' or 'X'), ..] => GroupFailure.Unavailable,
            _ => GroupFailure.Rejected,
        };
    }

    /// <summary>Told when a connection is opened: the server or the role has no connection left, or the server is starting or stopping.</summary>
    public static bool MayLetInSoon(PostgresException refused) => refused.SqlState is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow;

    public static bool IsDatabaseFault(Exception fault) =>
        fault is NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    public static LedgerUnavailableException Unavailable(Exception fault) =>
        fault as LedgerUnavailableException ?? new LedgerUnavailableException("The ledger's database could not be used; nothing was committed.", fault);
}
