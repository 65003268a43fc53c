-- Whose a certificate was before its claims were released. Live rows are not in it, so that a submission does not pay for it.
CREATE INDEX claims_released_certificate ON claims (certificate) WHERE slot > 0 AND certificate IS NOT NULL;
