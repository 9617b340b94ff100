-- What a topic is about: a code of the county's list, which stands in the practice profile. Nobody has said so where it is
-- empty.
ALTER TABLE topic ADD COLUMN category TEXT;
CREATE INDEX topic_public_by_category ON topic (tenant, category, id) WHERE publication = 'published';
