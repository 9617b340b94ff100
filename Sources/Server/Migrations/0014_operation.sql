-- The backups that a server takes by itself: each attempt once, whichever of several servers made it.
CREATE TABLE backup_run (
    -- The day whose time it was, and the how manieth attempt of that day.
    day         TEXT NOT NULL CHECK (length(day) = 10),
    attempt     {integer} NOT NULL CHECK (attempt > 0),
    -- The archive's name in the backup folder.
    file        TEXT NOT NULL,
    began_at    {integer} NOT NULL,
    -- Its server says twice a minute that it is still at it; who is silent for longer has died.
    alive_at    {integer} NOT NULL,
    ended_at    {integer},
    result      TEXT CHECK (result IN ('good', 'failed', 'abandoned')),
    -- Why it failed, in the system's words.
    reason      TEXT,
    bytes       {integer},
    row_count   {integer},
    -- When its archive was deleted to make room for newer ones.
    removed_at  {integer},
    PRIMARY KEY (day, attempt),
    CHECK ((ended_at IS NULL) = (result IS NULL)),
    CHECK ((result = 'good') = (bytes IS NOT NULL)),
    CHECK ((bytes IS NULL) = (row_count IS NULL))
) {strict};
