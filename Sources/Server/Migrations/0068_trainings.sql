-- Who took part in which training, and for what it was (A4-11): a line for each training and person, so that a list of those who
-- came is taken in as it is. How many trainings there were is counted from the lines.
CREATE TABLE training (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    kind        TEXT NOT NULL CHECK (kind IN ('proposals', 'sentiments', 'consultations', 'other')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    person      {integer} NOT NULL,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, kind, name, held_on, person),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX training_by_day ON training (tenant, held_on);
CREATE INDEX training_by_person ON training (tenant, person, held_on);
