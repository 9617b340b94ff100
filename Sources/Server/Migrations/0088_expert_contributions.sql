-- What experts did for the committee beside sessions (A1-17): a line for each, kept by those who were there, not by whoever keeps
-- the list of experts.
CREATE TABLE expert_contribution (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    person      {integer} NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('appraisal', 'research', 'review', 'lecture', 'other')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    result      TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, name, held_on),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- Which person of the register of experts somebody is who was invited as one.
ALTER TABLE session_participant ADD COLUMN expert {integer};
CREATE INDEX session_participant_by_expert ON session_participant (tenant, expert) WHERE expert IS NOT NULL;
