-- Since when an area's code counts; codes are announced before their day (rules.md C.9).
ALTER TABLE area ADD COLUMN starts_on TEXT CHECK (length(starts_on) = 10);

-- Experts of a pool, for what they are asked, and for how long they are appointed (A1-17).
CREATE TABLE expert (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    person      {integer} NOT NULL,
    pool        {integer} NOT NULL,
    fields      TEXT NOT NULL,
    starts_on   TEXT NOT NULL,
    ends_on     TEXT,
    record      TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, pool),
    CHECK (ends_on IS NULL OR ends_on >= starts_on),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, pool) REFERENCES organ (tenant, id)
) {strict};
CREATE INDEX expert_by_pool ON expert (tenant, pool);

-- Who sat in on which meeting of Party and government, and what came of it (A1-02).
CREATE TABLE observation (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    person      {integer} NOT NULL,
    meeting     TEXT NOT NULL CHECK (meeting IN ('party_standing', 'government', 'joint', 'other')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    attended    TEXT CHECK (attended IN ('yes', 'no')),
    notes       TEXT,
    follow_up   TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, meeting, held_on),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- What members said who were asked to appraise a major matter (A1-03).
CREATE TABLE appraisal (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    matter      TEXT NOT NULL,
    unit        {integer},
    person      {integer} NOT NULL,
    held_on     TEXT NOT NULL,
    opinion     TEXT,
    report      TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, matter, person),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- Which leader took part in which consultation, what was told there and what was answered (A1-04).
CREATE TABLE leader_participation (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    person      {integer} NOT NULL,
    side        TEXT NOT NULL CHECK (side IN ('party', 'government')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    briefing    TEXT,
    response    TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, name, held_on),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- Who leads, supports, hosts, takes part in and benefits from what a room does (A1-06).
CREATE TABLE room_party (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    room        {integer} NOT NULL,
    party       TEXT NOT NULL CHECK (party IN ('leader', 'supporter', 'host', 'participant', 'beneficiary')),
    name        TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, room, party, name),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};

-- By when somebody to whom a topic was sent on has said that there will be an answer.
ALTER TABLE topic ADD COLUMN redirect_answer_by TEXT
    CHECK (redirect_answer_by IS NULL OR (redirect_channel IS NOT NULL AND length(redirect_answer_by) = 10));

-- The desk's queues in their order, by state: of the tenant, of a room, of an area and of whoever researches. The words of the
-- third column are those of the queue's own order.
DROP INDEX topic_waiting;
CREATE INDEX topic_queue ON topic (tenant, state, (COALESCE(due_on, '9999-12-31')), id);
CREATE INDEX topic_room_queue ON topic (tenant, room, state, (COALESCE(due_on, '9999-12-31')), id);
CREATE INDEX topic_area_queue ON topic (tenant, state, area, (COALESCE(due_on, '9999-12-31')), id);
CREATE INDEX topic_researcher_queue ON topic (tenant, researcher, state, (COALESCE(due_on, '9999-12-31')), id)
    WHERE researcher IS NOT NULL;

-- Topics that went from one room to another.
CREATE TABLE topic_passing (
    tenant         {integer} NOT NULL,
    topic          {integer} NOT NULL,
    -- The topic's version after it was passed.
    topic_version  {integer} NOT NULL,
    from_room      {integer} NOT NULL,
    to_room        {integer} NOT NULL,
    passed_at      {integer} NOT NULL,
    PRIMARY KEY (tenant, topic, topic_version),
    CHECK (from_room <> to_room),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, from_room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, to_room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX topic_passing_from ON topic_passing (tenant, from_room, passed_at);
CREATE INDEX topic_passing_to ON topic_passing (tenant, to_room, passed_at);
