-- The three administrators, and appointments that begin and end: the CHECK of the role grows, so the table is made anew.
-- Nothing refers to it, and nothing is lost.

CREATE TABLE appointment_wider (
    id           {id},
    tenant       {integer} NOT NULL,
    person       {integer} NOT NULL,
    role         TEXT NOT NULL CHECK (role IN (
        'room_secretary', 'convener', 'leader', 'member', 'unit_officer', 'privacy_officer', 'system_administrator',
        'security_administrator', 'audit_administrator')),
    area         TEXT,
    room         {integer},
    unit         {integer},
    -- First and last day in force; open where nothing is said.
    valid_from   TEXT CHECK (length(valid_from) = 10),
    valid_until  TEXT CHECK (length(valid_until) = 10),
    -- Whose substitute it is.
    acting_for   {integer},
    -- When somebody ended it; the row stays, so that the record of an account can tell of it.
    ended_at     {integer},
    {key} (tenant, id),
    CHECK (area IS NULL OR room IS NULL),
    CHECK (unit IS NULL OR (area IS NULL AND room IS NULL)),
    CHECK ((role = 'unit_officer') = (unit IS NOT NULL)),
    CHECK (role NOT IN ('system_administrator', 'security_administrator', 'audit_administrator')
        OR (area IS NULL AND room IS NULL)),
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from),
    CHECK (acting_for IS NULL OR (valid_from IS NOT NULL AND valid_until IS NOT NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, acting_for) REFERENCES person (tenant, id)
) {strict};
INSERT INTO appointment_wider (id, tenant, person, role, area, room, unit)
    SELECT id, tenant, person, role, area, room, unit FROM appointment;
DROP TABLE appointment;
ALTER TABLE appointment_wider RENAME TO appointment;
CREATE INDEX appointment_by_person ON appointment (tenant, person);
CREATE INDEX appointment_by_role ON appointment (tenant, role);
