-- A topic that its room brought before a room above, and the topic of that room that it is dealt with as part of (BR-10).
ALTER TABLE topic ADD COLUMN escalation_room {integer};
ALTER TABLE topic ADD COLUMN escalation_area TEXT CHECK ((escalation_area IS NULL) = (escalation_room IS NULL));
ALTER TABLE topic ADD COLUMN escalation_reason {integer}
    CHECK ((escalation_reason IS NULL) = (escalation_room IS NULL));
ALTER TABLE topic ADD COLUMN escalated_into {integer}
    CHECK (escalated_into IS NULL OR (escalation_room IS NOT NULL AND escalated_into <> id));
CREATE INDEX topic_by_escalation ON topic (tenant, escalation_room, id) WHERE escalation_room IS NOT NULL;
CREATE INDEX topic_by_parent ON topic (tenant, escalated_into) WHERE escalated_into IS NOT NULL;

CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in', 'raised', 'escalated_to')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);
