-- The feed of events: version 7 of the ledger. Says the same as Migrations/PostgreSql/0007-feed.sql; what the column means stands there.

ALTER TABLE events ADD COLUMN case_status INTEGER;
