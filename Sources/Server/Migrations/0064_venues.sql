-- What takes place in a room's venue beside sessions and reception days: talks, readings, open days (A2-04).
CREATE TABLE venue_activity (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    room        {integer} NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('talk', 'reading', 'training', 'visit', 'other')),
    name        TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    -- Times of day, as in 14:30.
    from_time   TEXT NOT NULL CHECK (length(from_time) = 5),
    until_time  TEXT NOT NULL CHECK (length(until_time) = 5),
    place       TEXT,
    -- Whether everybody may come and reads of it.
    is_public   TEXT NOT NULL CHECK (is_public IN ('yes', 'no')),
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, room, held_on, from_time, name),
    CHECK (until_time > from_time),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};

-- How many sessions a room means to hold in a year, and on what (A2-01). How many it held is counted from the sessions.
CREATE TABLE room_plan (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    room        {integer} NOT NULL,
    year        TEXT NOT NULL CHECK (length(year) = 4),
    -- In figures.
    sessions    TEXT NOT NULL,
    topics      TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, room, year),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};

-- A body that keeps in touch with a room itself, not with all of a town (A2-01).
ALTER TABLE counterpart ADD COLUMN room {integer};
CREATE INDEX counterpart_by_room ON counterpart (tenant, room) WHERE room IS NOT NULL;
