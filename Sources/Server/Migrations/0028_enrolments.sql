-- Enrolling for a session without an account. An enrolment is read by replaying its log; its row holds what lists,
-- look-ups and CHECKs need.

-- How many of those who enrol can be admitted; none where as many as come.
ALTER TABLE consultation_session ADD COLUMN seats {integer} CHECK (seats IS NULL OR seats > 0);

CREATE TABLE session_enrolment (
    id           {id},
    tenant       {integer} NOT NULL,
    session      {integer} NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'admitted', 'declined', 'withdrawn', 'lapsed')),
    -- What is kept of this person while nothing is decided; whoever is admitted has both on the session's list.
    name         {integer},
    phone        {integer},
    -- What this person wants to say.
    words        {integer},
    -- By which the person finds it again, and by which one device enrols once; neither says who it is.
    phone_hash   {bytes},
    is_verified  {integer} NOT NULL CHECK (is_verified IN (0, 1)),
    device_hash  {bytes},
    -- The code of the enrolment, as its hash alone.
    code_hash    {bytes} NOT NULL,
    participant  {integer},
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, code_hash),
    CHECK ((state = 'waiting') = (name IS NOT NULL)),
    CHECK (phone IS NULL OR (state = 'waiting' AND phone_hash IS NOT NULL)),
    CHECK ((state = 'admitted') = (participant IS NOT NULL)),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, name) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, words) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, participant) REFERENCES session_participant (tenant, id)
) {strict};
CREATE INDEX session_enrolment_by_session ON session_enrolment (tenant, session, id);
CREATE INDEX session_enrolment_by_phone ON session_enrolment (tenant, phone_hash, id) WHERE phone_hash IS NOT NULL;
-- One device and one phone that was shown to be the own one enrol once for a session; taken back, they may again.
CREATE UNIQUE INDEX session_enrolment_device ON session_enrolment (tenant, session, device_hash)
    WHERE state <> 'withdrawn' AND device_hash IS NOT NULL;
CREATE UNIQUE INDEX session_enrolment_verified ON session_enrolment (tenant, session, phone_hash)
    WHERE state <> 'withdrawn' AND is_verified = 1 AND phone_hash IS NOT NULL;
