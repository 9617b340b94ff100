-- A topic that a room hands on to those who write proposals is a clue, too (BR-46); it can be taken back while nobody has read it.
-- Nothing refers to clues, and none is lost.
CREATE TABLE proposal_clue_wider (
    id       {id},
    tenant   {integer} NOT NULL,
    text     {integer} NOT NULL,
    topic    {integer},
    state    TEXT NOT NULL CHECK (state IN ('left', 'released', 'set_aside', 'withdrawn')),
    left_on  TEXT NOT NULL,
    version  {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (state <> 'withdrawn' OR topic IS NOT NULL),
    FOREIGN KEY (tenant, text) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id)
) {strict};
INSERT INTO proposal_clue_wider (id, tenant, text, state, left_on, version)
    SELECT id, tenant, text, state, left_on, version FROM proposal_clue;
DROP TABLE proposal_clue;
ALTER TABLE proposal_clue_wider RENAME TO proposal_clue;
CREATE INDEX proposal_clue_by_state ON proposal_clue (tenant, state, id);
CREATE INDEX proposal_clue_by_topic ON proposal_clue (tenant, topic) WHERE topic IS NOT NULL;

-- A link may say that a topic was handed on as a clue. Nothing refers to links, and none is lost.
CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in', 'raised', 'escalated_to', 'advises',
        'proposed_as', 'handed_on')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);
