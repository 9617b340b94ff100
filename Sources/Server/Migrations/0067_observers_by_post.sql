-- Which post sits in on a meeting of Party and government (A1-02): the post of a body, whoever holds it; a person where somebody
-- else went, or where several hold the post. Lines from before name a person alone. Nothing refers to them, and none is lost.
CREATE TABLE observation_by_post (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    organ       {integer},
    post        TEXT CHECK (post IN (
        'head', 'deputy', 'secretary', 'convener', 'office', 'officer', 'member', 'adviser')),
    person      {integer},
    meeting     TEXT NOT NULL CHECK (meeting IN ('party_standing', 'government', 'joint', 'other')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    invited_on  TEXT CHECK (length(invited_on) = 10),
    attended    TEXT CHECK (attended IN ('yes', 'no')),
    notes       TEXT,
    follow_up   TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, organ, post, person, meeting, held_on),
    CHECK ((organ IS NULL) = (post IS NULL)),
    CHECK (organ IS NOT NULL OR person IS NOT NULL),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
INSERT INTO observation_by_post (
    id, tenant, person, meeting, name, held_on, invited_on, attended, notes, follow_up, created_at, ended_on, version)
SELECT id, tenant, person, meeting, name, held_on, invited_on, attended, notes, follow_up, created_at, ended_on, version
FROM observation;
DROP TABLE observation;
ALTER TABLE observation_by_post RENAME TO observation;
