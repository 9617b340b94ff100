-- A link may say that a topic is an advice on another. Nothing refers to links, and none is lost.
CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in', 'raised', 'escalated_to', 'advises')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);

-- What came of a topic, in words that were reviewed for strangers (BR-41).
ALTER TABLE topic ADD COLUMN public_answer TEXT;
