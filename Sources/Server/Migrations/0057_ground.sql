-- What members and committees did that leaves no other record: people they went to see, days in villages, service activities
-- (BR-30). A line says what was done on one day; figures are counted from the lines.
CREATE TABLE duty_activity (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    kind        TEXT NOT NULL CHECK (kind IN ('contact', 'village_visit', 'service_activity')),
    person      {integer},
    organ       {integer},
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    -- How many people were met, in figures.
    people      TEXT,
    record      TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((kind = 'service_activity') = (person IS NULL)),
    CHECK ((kind = 'service_activity') = (organ IS NOT NULL)),
    CHECK ((kind = 'contact') = (people IS NOT NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id)
) {strict};
CREATE INDEX duty_activity_by_day ON duty_activity (tenant, kind, held_on);
CREATE INDEX duty_activity_by_person ON duty_activity (tenant, person, kind, held_on) WHERE person IS NOT NULL;

-- Since when an account has its password: a county may ask that it is changed at intervals. NULL where there is none.
ALTER TABLE account ADD COLUMN password_set_at {integer};
UPDATE account SET password_set_at = COALESCE(
    (SELECT MAX(e.recorded_at) FROM event e WHERE e.tenant = account.tenant AND e.subject_kind = 'account'
        AND e.subject = account.person AND e.kind IN ('password_set', 'password_changed')),
    (SELECT p.created_at FROM person p WHERE p.tenant = account.tenant AND p.id = account.person))
WHERE password_hash IS NOT NULL;
