-- How long cases stay in each state, kept as they move, so that it can be told without reading the log.
CREATE TABLE stay (
    tenant        {integer} NOT NULL REFERENCES tenant (id),
    subject_kind  TEXT NOT NULL CHECK (subject_kind IN ('topic', 'session', 'item')),
    subject       {integer} NOT NULL,
    -- The event that brought it into the state.
    version       {integer} NOT NULL CHECK (version > 0),
    state         TEXT NOT NULL,
    -- Whether it had not been in this state before: so that records are counted once.
    is_first      {integer} NOT NULL CHECK (is_first IN (0, 1)),
    entered_at    {integer} NOT NULL,
    left_at       {integer} CHECK (left_at >= entered_at),
    PRIMARY KEY (tenant, subject_kind, subject, version)
) {strict};
-- A case is in one state at a time.
CREATE UNIQUE INDEX stay_open ON stay (tenant, subject_kind, subject) WHERE left_at IS NULL;

-- Of what is there already, nobody kept when it moved: it is where it is since its last event. What a former system took in
-- begins with its first step here.
INSERT INTO stay (tenant, subject_kind, subject, version, state, is_first, entered_at)
SELECT t.tenant, 'topic', t.id, t.version, t.state, 1, COALESCE((
    SELECT MAX(e.recorded_at) FROM event e
    WHERE e.tenant = t.tenant AND e.subject_kind = 'topic' AND e.subject = t.id), t.received_at)
FROM topic t WHERE t.former_number IS NULL OR t.version > 1;
INSERT INTO stay (tenant, subject_kind, subject, version, state, is_first, entered_at)
SELECT s.tenant, 'session', s.id, s.version, s.state, 1, (
    SELECT MAX(e.recorded_at) FROM event e
    WHERE e.tenant = s.tenant AND e.subject_kind = 'session' AND e.subject = s.id)
FROM consultation_session s
WHERE EXISTS (
    SELECT 1 FROM event e WHERE e.tenant = s.tenant AND e.subject_kind = 'session' AND e.subject = s.id);
INSERT INTO stay (tenant, subject_kind, subject, version, state, is_first, entered_at)
SELECT i.tenant, 'item', i.id, i.version, i.state, 1, (
    SELECT MAX(e.recorded_at) FROM event e
    WHERE e.tenant = i.tenant AND e.subject_kind = 'item' AND e.subject = i.id)
FROM suggestion_item i
WHERE EXISTS (SELECT 1 FROM event e WHERE e.tenant = i.tenant AND e.subject_kind = 'item' AND e.subject = i.id);
