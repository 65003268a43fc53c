using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>
/// How the ledger's file is opened: write-ahead log, every commit forced to the disk, foreign keys on. Another process may hold the write
/// lock for a moment; after <see cref="BusySeconds"/> that is an error which proves that nothing was written.
/// </summary>
internal static class SqliteFile
{
    private const int BusySeconds = 30;

    /// <summary>16 MiB of pages that the writer remembers, in KiB and negative as SQLite wants it: a claim goes to random places of five indexes.</summary>
    private const string Cache = "-16384";

    /// <summary>Pages of 4 KiB in the log before they are folded into the file: a page that many claims change is written there once.</summary>
    private const string PagesInLog = "4000";

    public static string WriterString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    }.ToString();

    public static string ReaderString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
        DefaultTimeout = BusySeconds,
    }.ToString();

    public static SqliteConnection OpenWriter(string path)
    {
        var connection = new SqliteConnection(WriterString(path));
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA cache_size = " + Cache);
            Execute(connection, "PRAGMA wal_autocheckpoint = " + PagesInLog);
            // The provider waits by itself for what runs through it, but the writer's statements do not.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {BusySeconds * 1000}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
