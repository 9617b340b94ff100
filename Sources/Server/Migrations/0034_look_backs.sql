-- Key topics of the year before that are looked back on (回头看). A look-back is read by replaying its log; its row holds what
-- lists and CHECKs need.
CREATE TABLE look_back (
    id                  {id},
    tenant              {integer} NOT NULL,
    year                {integer} NOT NULL,
    topic               {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    state               TEXT NOT NULL CHECK (state IN ('chosen', 'under_way', 'concluded', 'dropped')),
    grade               TEXT CHECK (grade IN ('held', 'partly', 'relapsed')),
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'concluded') = (grade IS NOT NULL)),
    CHECK (state = 'under_way' OR due_on IS NULL),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX look_back_by_year ON look_back (tenant, year, id);
CREATE INDEX look_back_by_topic ON look_back (tenant, topic);
