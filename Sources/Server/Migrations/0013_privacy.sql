-- Identities stay masked (BR-38): the phone that a submitter may leave lies apart from the topic; to see it or another is
-- a case of its own.

-- The phone that a submitter left; the row goes when the phone does.
CREATE TABLE topic_contact (
    tenant      {integer} NOT NULL,
    topic       {integer} NOT NULL,
    phone       {integer} NOT NULL,
    phone_hash  {bytes} NOT NULL,
    PRIMARY KEY (tenant, topic),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX topic_contact_by_hash ON topic_contact (tenant, phone_hash);

CREATE TABLE unmasking_request (
    id                  {id},
    tenant              {integer} NOT NULL,
    -- Whose identity it is: the id of a topic, a support or a participant.
    identity_kind       TEXT NOT NULL CHECK (identity_kind IN ('submitter', 'supporter', 'participant')),
    identity            {integer} NOT NULL,
    asker               {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'withdrawn')),
    granted_until       {integer},
    -- When the identity was seen for the first time, and how often since.
    looked_at           {integer},
    looks               {integer} NOT NULL CHECK (looks >= 0),
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'open') = (due_on IS NOT NULL)),
    CHECK ((state = 'granted') = (granted_until IS NOT NULL)),
    CHECK ((looks = 0) = (looked_at IS NULL)),
    CHECK (looks = 0 OR state = 'granted'),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, asker) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX unmasking_request_by_state ON unmasking_request (tenant, state, id);
CREATE INDEX unmasking_request_by_identity ON unmasking_request (tenant, identity_kind, identity);
CREATE UNIQUE INDEX unmasking_request_open ON unmasking_request (tenant, identity_kind, identity, asker)
    WHERE state = 'open';

-- A record whose personal data stays while the law demands it, whatever the periods say.
CREATE TABLE record_hold (
    id           {id},
    tenant       {integer} NOT NULL REFERENCES tenant (id),
    record_kind  TEXT NOT NULL CHECK (record_kind IN ('topic', 'session')),
    record       {integer} NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('placed', 'lifted')),
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id)
) {strict};
CREATE UNIQUE INDEX record_hold_placed ON record_hold (tenant, record_kind, record) WHERE state = 'placed';

-- One run a day in which what has passed its period goes; its log says how many of what.
CREATE TABLE retention_run (
    id       {id},
    tenant   {integer} NOT NULL REFERENCES tenant (id),
    day      TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('running', 'finished')),
    version  {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, day)
) {strict};

-- The records that a run has taken personal data from.
CREATE TABLE retention_item (
    tenant       {integer} NOT NULL,
    run          {integer} NOT NULL,
    category     TEXT NOT NULL,
    record_kind  TEXT NOT NULL,
    record       {integer} NOT NULL,
    erased_at    {integer} NOT NULL,
    PRIMARY KEY (tenant, category, record_kind, record),
    FOREIGN KEY (tenant, run) REFERENCES retention_run (tenant, id)
) {strict};
CREATE INDEX retention_item_by_run ON retention_item (tenant, run);

-- Requests about personal data of every kind take the place of those to erase.
CREATE TABLE personal_data_request (
    id                  {id},
    tenant              {integer} NOT NULL REFERENCES tenant (id),
    kind                TEXT NOT NULL CHECK (kind IN ('access', 'correct', 'erase')),
    -- Whose data it is: the id of a topic, a support or a participant.
    whose_kind          TEXT NOT NULL CHECK (whose_kind IN ('submitter', 'supporter', 'participant')),
    whose               {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'open') = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL))
) {strict};
INSERT INTO personal_data_request (id, tenant, kind, whose_kind, whose, state, due_on, due_from, due_term,
        due_is_provisional, version)
    SELECT id, tenant, 'erase', 'submitter', topic, state, due_on, due_from, due_term, due_is_provisional, version
    FROM erasure_request;
DROP TABLE erasure_request;
CREATE INDEX personal_data_request_by_state ON personal_data_request (tenant, state, due_on, id);
CREATE INDEX personal_data_request_by_whose ON personal_data_request (tenant, whose_kind, whose, id);
CREATE UNIQUE INDEX personal_data_request_open ON personal_data_request (tenant, kind, whose_kind, whose)
    WHERE state = 'open';
