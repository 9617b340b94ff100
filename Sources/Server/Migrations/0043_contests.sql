-- Closed topics that rooms put up for a year's contest of outcomes; those that won are model cases. An entry is read by replaying
-- its log; its row holds what lists, public pages and CHECKs need.
CREATE TABLE contest_entry (
    id       {id},
    tenant   {integer} NOT NULL,
    year     {integer} NOT NULL,
    topic    {integer} NOT NULL,
    room     {integer} NOT NULL,
    area     TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('nominated', 'published', 'withdrawn')),
    award    TEXT CHECK (award IN ('model', 'commended', 'unplaced')),
    -- Why, as everybody reads it.
    praise   {integer},
    visits   {integer} NOT NULL CHECK (visits >= 0),
    version  {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'published') = (award IS NOT NULL)),
    CHECK (visits = 0 OR award = 'model'),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, praise) REFERENCES content (tenant, id)
) {strict};
-- A topic is in the contest of a year once.
CREATE UNIQUE INDEX contest_entry_once ON contest_entry (tenant, year, topic) WHERE state <> 'withdrawn';
CREATE INDEX contest_entry_by_state ON contest_entry (tenant, state, id);
