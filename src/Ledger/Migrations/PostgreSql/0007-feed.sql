-- The feed of events: version 7 of the ledger. Says the same as Migrations/Sqlite/0007-feed.sql.
-- Where an event left its case, so that the feed opens no sealed body; null in other streams, and in events of before.
-- xid was to tell a feed what still runs. A copy of the database has other ids: the feed asks the server instead (docs/decisions/0045).
ALTER TABLE gongshu.events
  DROP COLUMN xid,
  ADD COLUMN case_status smallint;
