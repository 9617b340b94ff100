-- Rooms at their full breadth: what the venue is and has, the code that is renewed, how often it is opened, and paper
-- slips for those who come without a phone.

ALTER TABLE room ADD COLUMN host TEXT;
ALTER TABLE room ADD COLUMN hours TEXT;
ALTER TABLE room ADD COLUMN takes_opinions TEXT CHECK (takes_opinions IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN is_members_home TEXT CHECK (is_members_home IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN has_library TEXT CHECK (has_library IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN has_place TEXT CHECK (has_place IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN has_sign TEXT CHECK (has_sign IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN has_rules TEXT CHECK (has_rules IN ('yes', 'no'));
ALTER TABLE room ADD COLUMN has_procedure TEXT CHECK (has_procedure IN ('yes', 'no'));
-- Counts the steps of the room's code, which others take than those of its entry in the register.
ALTER TABLE room ADD COLUMN code_version {integer} NOT NULL DEFAULT 1;

-- What was printed once leads to its room for ever.
CREATE TABLE room_former_token (
    tenant       {integer} NOT NULL,
    token        TEXT NOT NULL CHECK (length(token) = 8),
    room         {integer} NOT NULL,
    replaced_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, token),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX room_former_token_by_room ON room_former_token (tenant, room);

-- How often, and nothing of whom.
CREATE TABLE room_scan (
    tenant    {integer} NOT NULL,
    room      {integer} NOT NULL,
    day       TEXT NOT NULL,
    purpose   TEXT NOT NULL CHECK (purpose IN ('arrive', 'raise', 'advise', 'join', 'follow')),
    times     {integer} NOT NULL CHECK (times > 0),
    PRIMARY KEY (tenant, room, day, purpose),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};

CREATE TABLE slip_batch (
    id           {id},
    tenant       {integer} NOT NULL,
    room         {integer} NOT NULL,
    slips        {integer} NOT NULL CHECK (slips > 0),
    valid_until  TEXT NOT NULL,
    made_at      {integer} NOT NULL,
    {key} (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX slip_batch_by_room ON slip_batch (tenant, room, id);

CREATE TABLE slip (
    tenant     {integer} NOT NULL,
    code_hash  {bytes} NOT NULL,
    batch      {integer} NOT NULL,
    used_at    {integer},
    topic      {integer},
    PRIMARY KEY (tenant, code_hash),
    CHECK ((used_at IS NULL) = (topic IS NULL)),
    FOREIGN KEY (tenant, batch) REFERENCES slip_batch (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id)
) {strict};
CREATE INDEX slip_by_batch ON slip (tenant, batch);
