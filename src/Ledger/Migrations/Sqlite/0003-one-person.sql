-- One person, two references: version 3 of the ledger. Says the same as Migrations/PostgreSql/0003-one-person.sql.

CREATE TABLE worker_aliases (
  alias    TEXT    NOT NULL,
  moved_to TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  CONSTRAINT worker_aliases_one_way PRIMARY KEY (alias),
  CONSTRAINT worker_aliases_not_itself CHECK (alias <> moved_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX worker_aliases_of_one ON worker_aliases (moved_to);

CREATE TRIGGER claims_of_no_alias BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM worker_aliases WHERE alias = NEW.subject)
BEGIN
  SELECT RAISE(ABORT, 'a claim for a reference that was merged into another');
END;
