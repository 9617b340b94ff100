-- What a topic was called in the system that the county worked with before; the same number is not taken over twice.
ALTER TABLE topic ADD COLUMN former_number TEXT;
CREATE UNIQUE INDEX topic_by_former_number ON topic (tenant, former_number) WHERE former_number IS NOT NULL;
