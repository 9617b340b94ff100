-- All states of rules.md D.2 stand in the first CHECK, so that no later issue has to rebuild the table.
CREATE TABLE topic (
    id                    {id},
    tenant                {integer} NOT NULL,
    room                  {integer} NOT NULL,
    area                  TEXT NOT NULL,
    source                TEXT NOT NULL,
    received_at           {integer} NOT NULL,
    tracking_hash         {bytes} NOT NULL,
    text                  {integer} NOT NULL,
    place                 {integer},
    state                 TEXT NOT NULL CHECK (state IN (
        'held', 'screening', 'asked', 'pooled', 'rejected', 'merged', 'redirected', 'solved_directly', 'selected',
        'researching', 'ready', 'scheduled', 'consulted', 'in_handling', 'closed', 'reopened', 'withdrawn')),
    question              {integer},
    answer                {integer},
    rejection_ground      TEXT,
    rejection_reason      {integer},
    due_on                TEXT,
    due_from              TEXT,
    due_working_days      {integer},
    due_is_provisional    {integer} CHECK (due_is_provisional IN (0, 1)),
    publication           TEXT NOT NULL CHECK (publication IN ('hidden', 'reviewed', 'published', 'withdrawn')),
    reviewers             TEXT NOT NULL,
    -- The public wording, in clear: it is what strangers read and search.
    public_title          TEXT,
    public_body           TEXT,
    version               {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, tracking_hash),
    CHECK ((state = 'asked') = (question IS NOT NULL)),
    CHECK ((state = 'solved_directly') = (answer IS NOT NULL)),
    CHECK ((state = 'rejected') = (rejection_ground IS NOT NULL)),
    CHECK ((rejection_ground IS NULL) = (rejection_reason IS NULL)),
    CHECK (state <> 'screening' OR due_on IS NOT NULL),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_working_days IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    CHECK (publication IN ('hidden', 'withdrawn') OR public_title IS NOT NULL),
    CHECK ((public_title IS NULL) = (public_body IS NULL)),
    CHECK ((publication = 'reviewed') = (reviewers <> '')),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, text) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, place) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, question) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, answer) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, rejection_reason) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX topic_public ON topic (tenant, id) WHERE publication = 'published';
CREATE INDEX topic_public_by_room ON topic (tenant, room, id) WHERE publication = 'published';
CREATE INDEX topic_waiting ON topic (tenant, room, due_on, id) WHERE state IN ('held', 'screening', 'asked');
CREATE INDEX topic_by_room ON topic (tenant, room, id);
