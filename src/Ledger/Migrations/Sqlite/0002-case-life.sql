-- The life of a case, version 2 of the ledger. Says the same as Migrations/PostgreSql/0002-case-life.sql; what the columns mean stands there.

ALTER TABLE cases ADD COLUMN waiting       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN stopped       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN scheduled     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN failed        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN paid          INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN clawed_back   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN repaid        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN due_on        TEXT;
ALTER TABLE cases ADD COLUMN assignee      TEXT;
ALTER TABLE cases ADD COLUMN open_appeals  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN appeal_due_on TEXT;
UPDATE cases SET
  waiting = CASE WHEN status = 4 THEN amount ELSE 0 END, scheduled = CASE WHEN status = 5 THEN amount ELSE 0 END,
  paid = CASE WHEN status = 6 THEN amount ELSE 0 END, failed = CASE WHEN status = 11 THEN amount ELSE 0 END
WHERE status IN (4, 5, 6, 11);
CREATE INDEX cases_by_due ON cases (status, due_on, case_number);
CREATE INDEX cases_with_appeals ON cases (appeal_due_on, case_number) WHERE open_appeals > 0;
CREATE INDEX cases_clawed_back ON cases (case_number) WHERE clawed_back > 0;
CREATE INDEX cases_payable ON cases (case_number) WHERE waiting + stopped + failed > 0;

ALTER TABLE claims ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0;

-- A check cannot be changed in place here.
CREATE TABLE case_officers_2 (
  case_number INTEGER NOT NULL,
  person      TEXT    NOT NULL,
  stage       INTEGER NOT NULL,
  CONSTRAINT case_officers_one_row PRIMARY KEY (case_number, person),
  CONSTRAINT case_officers_one_stage CHECK (stage BETWEEN 0 AND 4)
) STRICT, WITHOUT ROWID;
INSERT INTO case_officers_2 (case_number, person, stage) SELECT case_number, person, stage FROM case_officers;
DROP TABLE case_officers;
ALTER TABLE case_officers_2 RENAME TO case_officers;

CREATE TABLE batch_claims (
  batch_id    TEXT    NOT NULL,
  batch_line  INTEGER NOT NULL,
  case_number INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  benefit     INTEGER NOT NULL,
  amount      INTEGER NOT NULL,
  failed      INTEGER NOT NULL,
  CONSTRAINT batch_claims_one_row PRIMARY KEY (batch_id, batch_line, line, benefit)
) STRICT, WITHOUT ROWID;
INSERT INTO batch_claims (batch_id, batch_line, case_number, line, benefit, amount, failed)
SELECT l.batch_id, l.batch_line, l.case_number, k.line, k.benefit, k.amount, l.status = 3
FROM batch_lines l JOIN claims k ON k.case_number = l.case_number AND k.ordinal = 0 AND k.slot = 0;
CREATE UNIQUE INDEX batch_claims_one_batch ON batch_claims (case_number, line, benefit) WHERE failed = 0;
DROP INDEX batch_lines_one_case;
CREATE INDEX batch_lines_of_case ON batch_lines (case_number);

CREATE TABLE traces (
  kind        INTEGER NOT NULL,
  token       INTEGER NOT NULL,
  case_number INTEGER NOT NULL,
  owner       TEXT    NOT NULL,
  count       INTEGER NOT NULL,
  CONSTRAINT traces_one_row PRIMARY KEY (kind, token, case_number)
) STRICT, WITHOUT ROWID;
