-- Sessions that several rooms hold together, and bodies that convene them.

-- The rooms beside the first that hold a session, too: their people see it, and it stands on their pages. The board counts
-- the session by its own row, once.
CREATE TABLE session_room (
    tenant   {integer} NOT NULL,
    session  {integer} NOT NULL,
    room     {integer} NOT NULL,
    area     TEXT NOT NULL,
    PRIMARY KEY (tenant, session, room),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX session_room_by_room ON session_room (tenant, room, session);

-- The bodies that convene a session together with its room.
CREATE TABLE session_body (
    tenant   {integer} NOT NULL,
    session  {integer} NOT NULL,
    organ    {integer} NOT NULL,
    PRIMARY KEY (tenant, session, organ),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id)
) {strict};
CREATE INDEX session_body_by_organ ON session_body (tenant, organ, session);
