-- What reports count by: version 6 of the ledger. Says the same as Migrations/Sqlite/0006-counted-claims.sql.
-- Rows of before stand in sealed events only, which SQL cannot read: the program fills them in at its next start (claimed IS NULL tells which).

-- What the form as it stands asks for, in fen, whatever became of it since.
ALTER TABLE gongshu.cases ADD COLUMN claimed bigint;
CREATE INDEX cases_uncounted ON gongshu.cases (case_number) WHERE claimed IS NULL;

-- On ordinal 0 only, as is worker from now on, with or without a certificate. Year of issue and level: null without a certificate.
ALTER TABLE gongshu.claims
  ADD COLUMN certificate_year smallint,
  ADD COLUMN level            smallint,
  ADD COLUMN migrant          boolean;
