-- What is talked over owes something once its topic has ended: the person concerned is to be told by a day. Nothing refers to these
-- rows, and none is lost.
CREATE TABLE sentiment_issue_wider (
    id                  {id},
    tenant              {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    opener              {integer} NOT NULL,
    keeper              {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN (
        'walked', 'listened', 'visited', 'consulted', 'transferred', 'result_returned', 'told', 'closed')),
    title               {integer} NOT NULL,
    -- Whose matter it is, until it is taken back or its period has passed.
    person              {integer},
    phone               {integer},
    -- The way out that was taken: a topic, or a channel with the unit that has it.
    topic               {integer},
    channel             TEXT CHECK (channel IN ('department', 'opinion_report', 'proposal_clue')),
    unit                {integer},
    campaign            {integer},
    closed_on           TEXT,
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state IN ('walked', 'listened', 'visited')) = (topic IS NULL AND channel IS NULL)),
    CHECK (topic IS NULL OR channel IS NULL),
    CHECK (unit IS NULL OR channel IS NOT NULL),
    CHECK (channel <> 'department' OR unit IS NOT NULL),
    CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
    CHECK (state = 'consulted'
        OR (state IN ('walked', 'listened', 'visited', 'transferred', 'result_returned')) = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, opener) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, keeper) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, title) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
INSERT INTO sentiment_issue_wider (id, tenant, room, area, opener, keeper, state, title, person, phone, topic, channel, unit,
    campaign, closed_on, due_on, due_from, due_term, due_is_provisional, version)
    SELECT id, tenant, room, area, opener, keeper, state, title, person, phone, topic, channel, unit,
        campaign, closed_on, due_on, due_from, due_term, due_is_provisional, version
    FROM sentiment_issue;
DROP TABLE sentiment_issue;
ALTER TABLE sentiment_issue_wider RENAME TO sentiment_issue;
CREATE INDEX sentiment_issue_by_due ON sentiment_issue (tenant, state, due_on, id);
CREATE INDEX sentiment_issue_by_room ON sentiment_issue (tenant, room, id);
CREATE INDEX sentiment_issue_by_opener ON sentiment_issue (tenant, opener, id);
CREATE INDEX sentiment_issue_by_keeper ON sentiment_issue (tenant, keeper, id);
CREATE INDEX sentiment_issue_by_campaign ON sentiment_issue (tenant, campaign) WHERE campaign IS NOT NULL;
-- Whoever ends a topic looks for the walk behind it, and whoever answers for a unit for what the unit has.
CREATE INDEX sentiment_issue_by_topic ON sentiment_issue (tenant, topic) WHERE topic IS NOT NULL;
CREATE INDEX sentiment_issue_by_unit ON sentiment_issue (tenant, unit, id) WHERE unit IS NOT NULL;

-- What was met while walking becomes a clue for those who write proposals, too; it can be taken back while nobody has read it.
CREATE TABLE proposal_clue_wider (
    id       {id},
    tenant   {integer} NOT NULL,
    text     {integer} NOT NULL,
    topic    {integer},
    walk     {integer},
    state    TEXT NOT NULL CHECK (state IN ('left', 'released', 'set_aside', 'withdrawn')),
    left_on  TEXT NOT NULL,
    version  {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (topic IS NULL OR walk IS NULL),
    CHECK (state <> 'withdrawn' OR topic IS NOT NULL OR walk IS NOT NULL),
    FOREIGN KEY (tenant, text) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, walk) REFERENCES sentiment_issue (tenant, id)
) {strict};
INSERT INTO proposal_clue_wider (id, tenant, text, topic, state, left_on, version)
    SELECT id, tenant, text, topic, state, left_on, version FROM proposal_clue;
DROP TABLE proposal_clue;
ALTER TABLE proposal_clue_wider RENAME TO proposal_clue;
CREATE INDEX proposal_clue_by_state ON proposal_clue (tenant, state, id);
CREATE INDEX proposal_clue_by_topic ON proposal_clue (tenant, topic) WHERE topic IS NOT NULL;
CREATE INDEX proposal_clue_by_walk ON proposal_clue (tenant, walk) WHERE walk IS NOT NULL;
