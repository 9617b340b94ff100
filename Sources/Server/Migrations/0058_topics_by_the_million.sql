-- Public topics of a town and of a village in their order, and the town's queue: a range of codes has no order, and half a
-- million topics would be sorted for a page. The words are those of the lists' own conditions.
CREATE INDEX topic_public_by_town ON topic (tenant, (substr(area, 1, 9)), id) WHERE publication = 'published';
CREATE INDEX topic_public_by_area ON topic (tenant, area, id) WHERE publication = 'published';
CREATE INDEX topic_town_queue ON topic (tenant, state, (substr(area, 1, 9)), (COALESCE(due_on, '9999-12-31')), id);

-- Whether what an erasure takes along, the public wording of a topic and its submitter's photos, is gone as well. It is not
-- where an older copy of the database was brought back and only the words were erased again: a start looks there, not
-- through all topics.
ALTER TABLE erasure ADD COLUMN is_followed {integer} NOT NULL DEFAULT 1 CHECK (is_followed IN (0, 1));
CREATE INDEX erasure_to_follow ON erasure (tenant, content) WHERE is_followed = 0;
