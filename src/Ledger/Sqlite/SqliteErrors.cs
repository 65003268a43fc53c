using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

internal static class SqliteErrors
{
    private const int Busy = 5, Locked = 6, Full = 13, Constraint = 19;

    public static bool IsConstraint(SqliteException fault) => fault.SqliteErrorCode == Constraint;

    public static bool ProvesNothingWritten(SqliteException fault) => fault.SqliteErrorCode is Busy or Locked or Full or Constraint;

    public static LedgerUnavailableException Unavailable(Exception fault) =>
        fault as LedgerUnavailableException ?? new LedgerUnavailableException("The ledger's file could not be used; nothing was written.", fault);
}
