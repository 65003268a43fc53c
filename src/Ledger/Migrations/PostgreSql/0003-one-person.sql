-- One person, two references: version 3 of the ledger. Says the same as Migrations/Sqlite/0003-one-person.sql.

-- alias and moved_to are subjects. moved_to is never an alias itself.
CREATE TABLE gongshu.worker_aliases (
  alias    text        COLLATE "C" NOT NULL,
  moved_to text        COLLATE "C" NOT NULL,
  at       timestamptz NOT NULL,
  CONSTRAINT worker_aliases_one_way PRIMARY KEY (alias),
  CONSTRAINT worker_aliases_not_itself CHECK (alias <> moved_to)
);
CREATE INDEX worker_aliases_of_one ON gongshu.worker_aliases (moved_to);

-- Looks after the rows were inserted: the insert's own lock on the table keeps a merge out until its transaction ends (lock_claims).
CREATE FUNCTION gongshu.refuse_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM gongshu.worker_aliases a JOIN added n ON n.subject = a.alias) THEN
    RAISE EXCEPTION 'a claim for a reference that was merged into another' USING ERRCODE = 'GS001';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER claims_of_no_alias AFTER INSERT ON gongshu.claims
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION gongshu.refuse_aliases();

-- Waits until no transaction that runs has written claims, and lets none begin until this one ends. A function, since a batch of
-- statements that is one transaction is not a transaction block.
CREATE FUNCTION gongshu.lock_claims() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE gongshu.claims IN SHARE ROW EXCLUSIVE MODE;
END
$$;
