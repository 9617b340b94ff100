-- Forms of consultation, invitations with answers, and campaigns.

-- A campaign gathers sessions of a day, a week or a month (A2-20). It is an entry of a register.
CREATE TABLE campaign (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('day', 'week', 'month', 'other')),
    theme       TEXT,
    starts_on   TEXT NOT NULL,
    ends_on     TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, name),
    CHECK (ends_on >= starts_on)
) {strict};

-- The code of the form in which a session is held, as the county's list has it; and the campaign that it belongs to.
ALTER TABLE consultation_session ADD COLUMN form TEXT NOT NULL DEFAULT 'room';
ALTER TABLE consultation_session ADD COLUMN campaign {integer};
CREATE INDEX consultation_session_by_campaign ON consultation_session (tenant, campaign, starts_on)
    WHERE campaign IS NOT NULL;

-- What somebody answered to the invitation, and by which phone the own invitation is found; the hash says nobody's number.
ALTER TABLE session_participant ADD COLUMN answer TEXT
    CHECK (answer IS NULL OR answer IN ('coming', 'online', 'declined', 'substituted'));
ALTER TABLE session_participant ADD COLUMN phone_hash {bytes};
CREATE INDEX session_participant_by_phone ON session_participant (tenant, phone_hash, session)
    WHERE phone_hash IS NOT NULL;
-- Of a member a list knows one line, however many add it at once.
CREATE UNIQUE INDEX session_participant_once ON session_participant (tenant, session, person) WHERE person IS NOT NULL;
