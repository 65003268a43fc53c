-- What was uploaded: the contents lie in the store of files, this is what is known of them. Names may tell of people, so they are sealed.
CREATE TABLE attachments (
  id           TEXT    NOT NULL,
  owner        TEXT    NOT NULL,
  stored_by    TEXT    NOT NULL,
  stored_at    INTEGER NOT NULL,
  size         INTEGER NOT NULL,
  sha256       BLOB    NOT NULL,
  media_type   TEXT    NOT NULL,
  sealed_name  BLOB    NOT NULL,
  scan         INTEGER NOT NULL,
  operation    BLOB,
  kept         INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT attachments_one_id PRIMARY KEY (id),
  CONSTRAINT attachments_one_operation UNIQUE (operation)
) STRICT;
-- What no case was seen to name yet, by age: what the clean-up looks through.
CREATE INDEX attachments_not_kept ON attachments (stored_at, id) WHERE kept = 0;
