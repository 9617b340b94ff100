-- Who offered a statement, by a hash that is another in every call and another than that of the votes; it is forgotten with
-- that. By it people find what they said, and have its words erased (decision 0071).
ALTER TABLE opinion_statement ADD COLUMN author {bytes};
CREATE INDEX opinion_statement_by_author ON opinion_statement (tenant, deliberation, author) WHERE author IS NOT NULL;

-- What of a media consultation became part of an item.
CREATE INDEX live_comment_by_item ON live_comment (tenant, item) WHERE item IS NOT NULL;
