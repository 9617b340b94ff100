-- Calls for opinions (看法征集): a call and its statements are each read by replaying their logs; the rows hold what lists,
-- votes and CHECKs need. Votes are in no log (decision 0060).
CREATE TABLE deliberation (
    id          {id},
    tenant      {integer} NOT NULL,
    topic       {integer},
    session     {integer},
    room        {integer} NOT NULL,
    area        TEXT NOT NULL,
    question    {integer} NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'dropped')),
    -- The last day on which people answer.
    until_on    TEXT CHECK (length(until_on) = 10),
    closed_on   TEXT CHECK (length(closed_on) = 10),
    people      {integer} CHECK (people >= 0),
    votes       {integer} CHECK (votes >= 0),
    digest      TEXT CHECK (length(digest) = 64),
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((topic IS NULL) <> (session IS NULL)),
    CHECK ((state = 'open') = (until_on IS NOT NULL)),
    CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
    CHECK ((state = 'closed') = (people IS NOT NULL)),
    CHECK ((state = 'closed') = (votes IS NOT NULL)),
    CHECK ((state = 'closed') = (digest IS NOT NULL)),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, question) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX deliberation_by_state ON deliberation (tenant, state, id);
CREATE INDEX deliberation_by_topic ON deliberation (tenant, topic) WHERE topic IS NOT NULL;
CREATE INDEX deliberation_by_session ON deliberation (tenant, session) WHERE session IS NOT NULL;
CREATE INDEX deliberation_by_room ON deliberation (tenant, room, state);

CREATE TABLE opinion_statement (
    id            {id},
    tenant        {integer} NOT NULL,
    deliberation  {integer} NOT NULL,
    words         {integer} NOT NULL,
    -- A keyed hash of the folded words: no two of a call say the same.
    likeness      {bytes} NOT NULL,
    is_seed       {integer} NOT NULL CHECK (is_seed IN (0, 1)),
    state         TEXT NOT NULL CHECK (state IN ('offered', 'adopted', 'rejected', 'taken_down')),
    ground        TEXT,
    version       {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, deliberation, likeness),
    CHECK ((state IN ('rejected', 'taken_down')) = (ground IS NOT NULL)),
    FOREIGN KEY (tenant, deliberation) REFERENCES deliberation (tenant, id),
    FOREIGN KEY (tenant, words) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX opinion_statement_by_call ON opinion_statement (tenant, deliberation, state, id);

-- Who answers in a call, by a hash that is another in every call and is forgotten some days after the end.
CREATE TABLE opinion_voter (
    id            {id},
    tenant        {integer} NOT NULL,
    deliberation  {integer} NOT NULL,
    means         TEXT NOT NULL CHECK (means IN ('phone', 'slip', 'device')),
    key_hash      {bytes},
    -- How many statements were offered. Which, nobody notes.
    offered       {integer} NOT NULL DEFAULT 0 CHECK (offered >= 0),
    {key} (tenant, id),
    -- One voice for each phone, slip and device.
    UNIQUE (tenant, deliberation, key_hash),
    FOREIGN KEY (tenant, deliberation) REFERENCES deliberation (tenant, id)
) {strict};

-- The latest answer of each to each.
CREATE TABLE opinion_vote (
    tenant        {integer} NOT NULL,
    deliberation  {integer} NOT NULL,
    voter         {integer} NOT NULL,
    statement     {integer} NOT NULL,
    answer        {integer} NOT NULL CHECK (answer IN (-1, 0, 1)),
    changed_at    {integer} NOT NULL,
    PRIMARY KEY (tenant, voter, statement),
    FOREIGN KEY (tenant, voter) REFERENCES opinion_voter (tenant, id),
    FOREIGN KEY (tenant, statement) REFERENCES opinion_statement (tenant, id)
) {strict};
CREATE INDEX opinion_vote_by_call ON opinion_vote (tenant, deliberation, changed_at);

-- A slip may be spent for a voice in a call instead of a topic.
CREATE TABLE slip_wider (
    tenant        {integer} NOT NULL,
    code_hash     {bytes} NOT NULL,
    batch         {integer} NOT NULL,
    used_at       {integer},
    topic         {integer},
    deliberation  {integer},
    PRIMARY KEY (tenant, code_hash),
    CHECK (topic IS NULL OR deliberation IS NULL),
    CHECK ((used_at IS NULL) = (topic IS NULL AND deliberation IS NULL)),
    FOREIGN KEY (tenant, batch) REFERENCES slip_batch (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, deliberation) REFERENCES deliberation (tenant, id)
) {strict};
INSERT INTO slip_wider (tenant, code_hash, batch, used_at, topic)
    SELECT tenant, code_hash, batch, used_at, topic FROM slip;
DROP TABLE slip;
ALTER TABLE slip_wider RENAME TO slip;
CREATE INDEX slip_by_batch ON slip (tenant, batch);
