-- What was uploaded: the contents lie in the store of files, this is what is known of them. Names may tell of people, so they are sealed.
CREATE TABLE gongshu.attachments (
  id           text        COLLATE "C" NOT NULL,
  owner        text        COLLATE "C" NOT NULL,
  stored_by    text        COLLATE "C" NOT NULL,
  stored_at    timestamptz NOT NULL,
  size         bigint      NOT NULL,
  sha256       bytea       NOT NULL,
  media_type   text        COLLATE "C" NOT NULL,
  sealed_name  bytea       NOT NULL,
  scan         smallint    NOT NULL,
  operation    bytea,
  kept         boolean     NOT NULL DEFAULT false,
  CONSTRAINT attachments_one_id PRIMARY KEY (id),
  CONSTRAINT attachments_one_operation UNIQUE (operation)
);
-- What no case was seen to name yet, by age: what the clean-up looks through.
CREATE INDEX attachments_not_kept ON gongshu.attachments (stored_at, id) WHERE NOT kept;
