-- The ledger, version 1. Says the same as Migrations/PostgreSql/0001-ledger.sql; what the columns mean stands there.
-- Instants are microseconds since 1970-01-01T00:00:00Z, days are ISO text. Text compares as bytes (BINARY, the default).

CREATE TABLE operations (
  id             BLOB    NOT NULL,
  abandoned      INTEGER NOT NULL,
  stream         TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  request_hash   BLOB    NOT NULL,
  sealed_request BLOB,
  sealed_answer  BLOB,
  at             INTEGER NOT NULL,
  CONSTRAINT operations_one_effect PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  case_number    INTEGER NOT NULL,
  printed        TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  status         INTEGER NOT NULL,
  programme      INTEGER NOT NULL,
  applicant      TEXT    NOT NULL,
  applicant_name TEXT    NOT NULL,
  policy         TEXT    NOT NULL,
  amount         INTEGER NOT NULL,
  lines          INTEGER NOT NULL,
  receipt        BLOB    NOT NULL,
  submitted_at   INTEGER NOT NULL,
  status_since   INTEGER NOT NULL,
  decided_at     INTEGER,
  paid_at        INTEGER,
  batch_id       TEXT,
  operation      BLOB,
  CONSTRAINT cases_one_number PRIMARY KEY (case_number)
) STRICT;
CREATE INDEX cases_newest ON cases (submitted_at, case_number);
CREATE INDEX cases_of_applicant ON cases (applicant, submitted_at, case_number);
CREATE INDEX cases_in_status ON cases (status, submitted_at, case_number);

CREATE TABLE claims (
  slot            INTEGER NOT NULL,
  case_number     INTEGER NOT NULL,
  amount          INTEGER NOT NULL,
  line            INTEGER NOT NULL,
  benefit         INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,
  status          INTEGER NOT NULL,
  subject         TEXT    NOT NULL,
  entitlement_key TEXT    NOT NULL,
  certificate     TEXT,
  worker          TEXT,
  sealed_detail   BLOB,
  CONSTRAINT claims_one_place PRIMARY KEY (case_number, line, benefit, ordinal, slot)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claims_one_live ON claims (subject, entitlement_key, slot);

-- One row: the number of the last release (a sequence on PostgreSQL).
CREATE TABLE claim_releases (
  last INTEGER NOT NULL
) STRICT;
INSERT INTO claim_releases (last) VALUES (0);

CREATE TABLE certificates (
  certificate TEXT    NOT NULL,
  worker      TEXT    NOT NULL,
  live        INTEGER NOT NULL,
  CONSTRAINT certificates_one_number PRIMARY KEY (certificate),
  CONSTRAINT certificates_one_owner CHECK (live >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
  case_number INTEGER NOT NULL,
  round       INTEGER NOT NULL,
  stage       INTEGER NOT NULL,
  person      TEXT    NOT NULL,
  CONSTRAINT decisions_one_a_stage PRIMARY KEY (case_number, round, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_officers (
  case_number INTEGER NOT NULL,
  person      TEXT    NOT NULL,
  stage       INTEGER NOT NULL,
  CONSTRAINT case_officers_one_row PRIMARY KEY (case_number, person),
  CONSTRAINT case_officers_one_stage CHECK (stage BETWEEN 0 AND 3)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_tokens (
  token       INTEGER NOT NULL,
  case_number INTEGER NOT NULL,
  CONSTRAINT person_tokens_one_row PRIMARY KEY (token, case_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
  stream        TEXT    NOT NULL,
  version       INTEGER NOT NULL,
  type          TEXT    NOT NULL,
  actor         TEXT    NOT NULL,
  at            INTEGER NOT NULL,
  sealed_body   BLOB    NOT NULL,
  previous_hash BLOB    NOT NULL,
  hash          BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_one_version ON events (stream, version);

CREATE TABLE batches (
  batch_id      TEXT    NOT NULL,
  intake_window INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  sealed_at     INTEGER NOT NULL,
  sealed_by     TEXT    NOT NULL,
  released_at   INTEGER,
  released_by   TEXT,
  hash          BLOB    NOT NULL,
  total         INTEGER NOT NULL,
  CONSTRAINT batches_one_id PRIMARY KEY (batch_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX batches_one_ordinal ON batches (intake_window, ordinal);

CREATE TABLE batch_lines (
  batch_id       TEXT    NOT NULL REFERENCES batches (batch_id),
  batch_line     INTEGER NOT NULL,
  case_number    INTEGER NOT NULL,
  programme      INTEGER NOT NULL,
  payee_uscc     TEXT    NOT NULL,
  payee_name     TEXT    NOT NULL,
  amount         INTEGER NOT NULL,
  sealed_account BLOB    NOT NULL,
  status         INTEGER NOT NULL,
  code           TEXT,
  paid_on        TEXT,
  CONSTRAINT batch_lines_one_line PRIMARY KEY (batch_id, batch_line)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX batch_lines_one_case ON batch_lines (case_number) WHERE status <> 3;

CREATE TABLE directory (
  registered  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind        INTEGER NOT NULL,
  id          TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  owner       TEXT,
  unique_name TEXT
) STRICT;
CREATE UNIQUE INDEX directory_one_id ON directory (kind, id);
CREATE UNIQUE INDEX directory_one_name ON directory (kind, unique_name) WHERE unique_name IS NOT NULL;

CREATE TABLE filed_people (
  plan_id TEXT NOT NULL,
  worker  TEXT NOT NULL,
  CONSTRAINT filed_people_one_row PRIMARY KEY (plan_id, worker)
) STRICT, WITHOUT ROWID;
CREATE INDEX filed_people_of_worker ON filed_people (worker);

CREATE TABLE meta (
  name  TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT meta_one_name PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_number_blocks (
  intake_window INTEGER NOT NULL,
  next_ordinal  INTEGER NOT NULL,
  CONSTRAINT case_number_blocks_one_row PRIMARY KEY (intake_window)
) STRICT, WITHOUT ROWID;
