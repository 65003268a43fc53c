-- The life of a case, version 2 of the ledger. Says the same as Migrations/Sqlite/0002-case-life.sql.

-- Where the approved money of a case is, in fen; the queue's days; who works on it.
ALTER TABLE gongshu.cases
  ADD COLUMN waiting       bigint  NOT NULL DEFAULT 0,
  ADD COLUMN stopped       bigint  NOT NULL DEFAULT 0,
  ADD COLUMN scheduled     bigint  NOT NULL DEFAULT 0,
  ADD COLUMN failed        bigint  NOT NULL DEFAULT 0,
  ADD COLUMN paid          bigint  NOT NULL DEFAULT 0,
  ADD COLUMN clawed_back   bigint  NOT NULL DEFAULT 0,
  ADD COLUMN repaid        bigint  NOT NULL DEFAULT 0,
  ADD COLUMN due_on        date,
  ADD COLUMN assignee      text    COLLATE "C",
  ADD COLUMN open_appeals  integer NOT NULL DEFAULT 0,
  ADD COLUMN appeal_due_on date;
UPDATE gongshu.cases SET
  waiting = CASE WHEN status = 4 THEN amount ELSE 0 END, scheduled = CASE WHEN status = 5 THEN amount ELSE 0 END,
  paid = CASE WHEN status = 6 THEN amount ELSE 0 END, failed = CASE WHEN status = 11 THEN amount ELSE 0 END
WHERE status IN (4, 5, 6, 11);
CREATE INDEX cases_by_due ON gongshu.cases (status, due_on, case_number);
CREATE INDEX cases_with_appeals ON gongshu.cases (appeal_due_on, case_number) WHERE open_appeals > 0;
CREATE INDEX cases_clawed_back ON gongshu.cases (case_number) WHERE clawed_back > 0;
CREATE INDEX cases_payable ON gongshu.cases (case_number) WHERE waiting + stopped + failed > 0;

-- Whether the payment of an approved claim is stopped; never true in another status.
ALTER TABLE gongshu.claims ADD COLUMN stopped boolean NOT NULL DEFAULT false;

-- Stage 4: decided an appeal.
ALTER TABLE gongshu.case_officers DROP CONSTRAINT case_officers_one_stage;
ALTER TABLE gongshu.case_officers ADD CONSTRAINT case_officers_one_stage CHECK (stage BETWEEN 0 AND 4);

-- What each batch line pays. A case may stand in two batches, a claim of it in one at most, unless its line there failed.
CREATE TABLE gongshu.batch_claims (
  batch_id    text     COLLATE "C" NOT NULL,
  batch_line  integer  NOT NULL,
  case_number bigint   NOT NULL,
  line        integer  NOT NULL,
  benefit     smallint NOT NULL,
  amount      bigint   NOT NULL,
  failed      boolean  NOT NULL,
  CONSTRAINT batch_claims_one_row PRIMARY KEY (batch_id, batch_line, line, benefit)
);
INSERT INTO gongshu.batch_claims (batch_id, batch_line, case_number, line, benefit, amount, failed)
SELECT l.batch_id, l.batch_line, l.case_number, k.line, k.benefit, k.amount, l.status = 3
FROM gongshu.batch_lines l JOIN gongshu.claims k ON k.case_number = l.case_number AND k.ordinal = 0 AND k.slot = 0;
CREATE UNIQUE INDEX batch_claims_one_batch ON gongshu.batch_claims (case_number, line, benefit) WHERE NOT failed;
DROP INDEX gongshu.batch_lines_one_case;
CREATE INDEX batch_lines_of_case ON gongshu.batch_lines (case_number);

-- What signals are found by; token: a keyed hash of the value, kind: what it is, owner: the applicant.
CREATE TABLE gongshu.traces (
  kind        smallint NOT NULL,
  token       bigint   NOT NULL,
  case_number bigint   NOT NULL,
  owner       text     COLLATE "C" NOT NULL,
  count       integer  NOT NULL,
  CONSTRAINT traces_one_row PRIMARY KEY (kind, token, case_number)
);
