-- Webhooks: version 8 of the ledger. Says the same as Migrations/Sqlite/0008-webhooks.sql.

-- sealed_target: address and secret. owner: a USCC, * (the district's own portal) or staff. types: separated by spaces.
-- position: up to which everything was accepted, or stands in webhook_deliveries.
CREATE TABLE gongshu.webhooks (
  number        bigint      GENERATED ALWAYS AS IDENTITY,
  webhook_id    text        COLLATE "C" NOT NULL,
  owner         text        COLLATE "C" NOT NULL,
  types         text        NOT NULL,
  sealed_target bytea       NOT NULL,
  registered_at timestamptz NOT NULL,
  position      bigint      NOT NULL,
  disabled_at   timestamptz,
  CONSTRAINT webhooks_in_order PRIMARY KEY (number)
);
CREATE UNIQUE INDEX webhooks_one_id ON gongshu.webhooks (webhook_id);

-- What was not accepted at once: 1 tried again, 2 given up. What is accepted has no row.
CREATE TABLE gongshu.webhook_deliveries (
  webhook_id text        COLLATE "C" NOT NULL,
  sequence   bigint      NOT NULL,
  status     smallint    NOT NULL,
  attempts   integer     NOT NULL,
  first_at   timestamptz NOT NULL,
  last_at    timestamptz,
  next_at    timestamptz,
  error      text,
  CONSTRAINT webhook_deliveries_one_row PRIMARY KEY (webhook_id, sequence)
);
