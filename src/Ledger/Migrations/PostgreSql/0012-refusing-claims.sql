-- Nothing to do on PostgreSQL, which does not copy what it may have to undo; see Migrations/Sqlite/0012-refusing-claims.sql.
SELECT 1;
