-- What members meet while walking among the people, and what became of it (走听访商转). An issue is read by replaying its
-- log; its row holds what lists and CHECKs need.
CREATE TABLE sentiment_issue (
    id                  {id},
    tenant              {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    opener              {integer} NOT NULL,
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
    CHECK ((state IN ('walked', 'listened', 'visited', 'transferred', 'result_returned')) = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, opener) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, title) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
CREATE INDEX sentiment_issue_by_due ON sentiment_issue (tenant, state, due_on, id);
CREATE INDEX sentiment_issue_by_room ON sentiment_issue (tenant, room, id);
CREATE INDEX sentiment_issue_by_opener ON sentiment_issue (tenant, opener, id);
