-- How many addressees of a notice have no receipt yet: the last ones of its list, while it is being sent (A2-27). Without the others,
-- the notices that are on their way are found at once.
ALTER TABLE deployment ADD COLUMN unsent {integer} NOT NULL DEFAULT 0 CHECK (unsent >= 0);
CREATE INDEX deployment_unsent ON deployment (tenant, id) WHERE unsent > 0;
