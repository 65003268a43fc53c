-- Webhooks: version 8 of the ledger. Says the same as Migrations/PostgreSql/0008-webhooks.sql; what the columns mean stands there.

CREATE TABLE webhooks (
  number        INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id    TEXT    NOT NULL,
  owner         TEXT    NOT NULL,
  types         TEXT    NOT NULL,
  sealed_target BLOB    NOT NULL,
  registered_at INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  disabled_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX webhooks_one_id ON webhooks (webhook_id);

CREATE TABLE webhook_deliveries (
  webhook_id TEXT    NOT NULL,
  sequence   INTEGER NOT NULL,
  status     INTEGER NOT NULL,
  attempts   INTEGER NOT NULL,
  first_at   INTEGER NOT NULL,
  last_at    INTEGER,
  next_at    INTEGER,
  error      TEXT,
  CONSTRAINT webhook_deliveries_one_row PRIMARY KEY (webhook_id, sequence)
) STRICT, WITHOUT ROWID;
