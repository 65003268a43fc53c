-- What reports count by: version 6 of the ledger. Says the same as Migrations/PostgreSql/0006-counted-claims.sql; what the columns mean stands there.

ALTER TABLE cases ADD COLUMN claimed INTEGER;
CREATE INDEX cases_uncounted ON cases (case_number) WHERE claimed IS NULL;

ALTER TABLE claims ADD COLUMN certificate_year INTEGER;
ALTER TABLE claims ADD COLUMN level            INTEGER;
ALTER TABLE claims ADD COLUMN migrant          INTEGER;
