-- The ledger, version 1. Says the same as Migrations/Sqlite/0001-ledger.sql.
--
-- case_number is the printed number as digits: GS-2018Q1-000123 = 2018 1 0000000123, so a window is a range of it.
-- intake_window is year and quarter as digits: 2018Q1 = 20181. Money is in fen. Enums are the numbers of their C# names.
-- Text that identifies something compares as bytes (COLLATE "C"), as in SQLite and in the program.
-- Columns named sealed_* are encrypted by the program (AES-256-GCM); no other column holds what is personal.

-- Fails the transaction when a statement did not find what its command expects.
CREATE FUNCTION gongshu.demand(met boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT met THEN
    RAISE EXCEPTION 'the row did not stand where the command expected it' USING ERRCODE = 'GS001';
  END IF;
END
$$;

CREATE TABLE gongshu.operations (
  id             bytea       NOT NULL,
  -- 0: it has an effect; n: it was declared n times never to have one.
  abandoned      integer     NOT NULL,
  stream         text        NOT NULL,
  version        integer     NOT NULL,
  request_hash   bytea       NOT NULL,
  sealed_request bytea,
  sealed_answer  bytea,
  at             timestamptz NOT NULL,
  CONSTRAINT operations_one_effect PRIMARY KEY (id)
);

CREATE TABLE gongshu.cases (
  case_number    bigint      NOT NULL,
  printed        text        NOT NULL,
  version        integer     NOT NULL,
  status         smallint    NOT NULL,
  programme      smallint    NOT NULL,
  applicant      text        COLLATE "C" NOT NULL,
  applicant_name text        NOT NULL,
  policy         text        NOT NULL,
  amount         bigint      NOT NULL,
  lines          integer     NOT NULL,
  receipt        bytea       NOT NULL,
  submitted_at   timestamptz NOT NULL,
  status_since   timestamptz NOT NULL,
  decided_at     timestamptz,
  paid_at        timestamptz,
  batch_id       text,
  -- The operation that submitted it.
  operation      bytea,
  CONSTRAINT cases_one_number PRIMARY KEY (case_number)
);
CREATE INDEX cases_newest ON gongshu.cases (submitted_at, case_number);
CREATE INDEX cases_of_applicant ON gongshu.cases (applicant, submitted_at, case_number);
CREATE INDEX cases_in_status ON gongshu.cases (status, submitted_at, case_number);

-- slot is 0 while the row guards its key, and the number of its release afterwards (docs/decisions/0003-live-claims-index.md).
CREATE TABLE gongshu.claims (
  slot            bigint   NOT NULL,
  case_number     bigint   NOT NULL,
  amount          bigint   NOT NULL,
  line            integer  NOT NULL,
  benefit         smallint NOT NULL,
  ordinal         smallint NOT NULL,
  status          smallint NOT NULL,
  subject         text     COLLATE "C" NOT NULL,
  entitlement_key text     COLLATE "C" NOT NULL,
  -- On the row that holds a certificate: its number's pseudonym, and whose it is.
  certificate     text     COLLATE "C",
  worker          text     COLLATE "C",
  sealed_detail   bytea,
  CONSTRAINT claims_one_place PRIMARY KEY (case_number, line, benefit, ordinal, slot)
);
CREATE UNIQUE INDEX claims_one_live ON gongshu.claims (subject, entitlement_key, slot);
CREATE SEQUENCE gongshu.claim_releases;

-- The owner of a certificate's number is the worker of its live claims; with the last of them released it is free.
CREATE TABLE gongshu.certificates (
  certificate text    COLLATE "C" NOT NULL,
  worker      text    COLLATE "C" NOT NULL,
  live        integer NOT NULL,
  CONSTRAINT certificates_one_number PRIMARY KEY (certificate),
  CONSTRAINT certificates_one_owner CHECK (live >= 0)
);

CREATE TABLE gongshu.decisions (
  case_number bigint   NOT NULL,
  round       integer  NOT NULL,
  stage       smallint NOT NULL,
  person      text     COLLATE "C" NOT NULL,
  CONSTRAINT decisions_one_a_stage PRIMARY KEY (case_number, round, stage)
);

-- Stage 0: entered or corrected the case at the counter.
CREATE TABLE gongshu.case_officers (
  case_number bigint   NOT NULL,
  person      text     COLLATE "C" NOT NULL,
  stage       smallint NOT NULL,
  CONSTRAINT case_officers_one_row PRIMARY KEY (case_number, person),
  CONSTRAINT case_officers_one_stage CHECK (stage BETWEEN 0 AND 3)
);

-- token: a keyed hash of a name or of a worker reference.
CREATE TABLE gongshu.person_tokens (
  token       bigint NOT NULL,
  case_number bigint NOT NULL,
  CONSTRAINT person_tokens_one_row PRIMARY KEY (token, case_number)
);

-- xid tells a feed which rows belong to transactions that still run; it is drawn before the sequence (the writer sees to that).
CREATE TABLE gongshu.events (
  sequence      bigint      GENERATED ALWAYS AS IDENTITY,
  xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
  stream        text        COLLATE "C" NOT NULL,
  version       integer     NOT NULL,
  type          text        NOT NULL,
  actor         text        NOT NULL,
  at            timestamptz NOT NULL,
  sealed_body   bytea       NOT NULL,
  previous_hash bytea       NOT NULL,
  hash          bytea       NOT NULL,
  CONSTRAINT events_in_order PRIMARY KEY (sequence)
);
CREATE UNIQUE INDEX events_one_version ON gongshu.events (stream, version);

CREATE TABLE gongshu.batches (
  batch_id      text        COLLATE "C" NOT NULL,
  intake_window integer     NOT NULL,
  ordinal       integer     NOT NULL,
  version       integer     NOT NULL,
  sealed_at     timestamptz NOT NULL,
  sealed_by     text        NOT NULL,
  released_at   timestamptz,
  released_by   text,
  hash          bytea       NOT NULL,
  total         bigint      NOT NULL,
  CONSTRAINT batches_one_id PRIMARY KEY (batch_id)
);
CREATE UNIQUE INDEX batches_one_ordinal ON gongshu.batches (intake_window, ordinal);

CREATE TABLE gongshu.batch_lines (
  batch_id       text     COLLATE "C" NOT NULL REFERENCES gongshu.batches (batch_id),
  batch_line     integer  NOT NULL,
  case_number    bigint   NOT NULL,
  programme      smallint NOT NULL,
  payee_uscc     text     NOT NULL,
  payee_name     text     NOT NULL,
  amount         bigint   NOT NULL,
  sealed_account bytea    NOT NULL,
  status         smallint NOT NULL,
  code           text,
  paid_on        date,
  CONSTRAINT batch_lines_one_line PRIMARY KEY (batch_id, batch_line)
);
-- A case stands in one batch at most, unless its line there failed.
CREATE UNIQUE INDEX batch_lines_one_case ON gongshu.batch_lines (case_number) WHERE status <> 3;

CREATE TABLE gongshu.directory (
  registered  bigint   GENERATED ALWAYS AS IDENTITY,
  kind        smallint NOT NULL,
  id          text     COLLATE "C" NOT NULL,
  name        text     NOT NULL,
  owner       text     COLLATE "C",
  unique_name text     COLLATE "C",
  CONSTRAINT directory_in_order PRIMARY KEY (kind, registered)
);
CREATE UNIQUE INDEX directory_one_id ON gongshu.directory (kind, id);
CREATE UNIQUE INDEX directory_one_name ON gongshu.directory (kind, unique_name) WHERE unique_name IS NOT NULL;

CREATE TABLE gongshu.filed_people (
  plan_id text COLLATE "C" NOT NULL,
  worker  text COLLATE "C" NOT NULL,
  CONSTRAINT filed_people_one_row PRIMARY KEY (plan_id, worker)
);
CREATE INDEX filed_people_of_worker ON gongshu.filed_people (worker);

CREATE TABLE gongshu.meta (
  name  text COLLATE "C" NOT NULL,
  value text NOT NULL,
  CONSTRAINT meta_one_name PRIMARY KEY (name)
);

CREATE TABLE gongshu.case_number_blocks (
  intake_window integer NOT NULL,
  next_ordinal  bigint  NOT NULL,
  CONSTRAINT case_number_blocks_one_row PRIMARY KEY (intake_window)
);
