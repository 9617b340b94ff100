-- Who of the unit looks after a proposal (换人办), so that it changes hands when this person leaves; nobody by name before.
ALTER TABLE proposal_assignment ADD COLUMN officer {integer};
CREATE INDEX proposal_assignment_by_officer ON proposal_assignment (tenant, officer, state, id) WHERE officer IS NOT NULL;

-- Until which day an area's code counts, where it is known before that another one follows (rules.md C.9).
ALTER TABLE area ADD COLUMN ends_on TEXT CHECK (length(ends_on) = 10);

-- What kind of duty group a body is: of an area, of specialists, to keep in touch (A1-13).
ALTER TABLE organ ADD COLUMN group_kind TEXT CHECK (group_kind IN ('area', 'specialist', 'liaison'));
-- When somebody was invited to sit in on a meeting (A1-02).
ALTER TABLE observation ADD COLUMN invited_on TEXT CHECK (length(invited_on) = 10);
-- The room that a member is assigned to; those of higher committees who live here are guests in one (A1-15).
ALTER TABLE membership ADD COLUMN room {integer};
CREATE INDEX membership_by_room ON membership (tenant, room) WHERE room IS NOT NULL;
-- What somebody was trained for, conveners above all (A1-16).
ALTER TABLE person ADD COLUMN training TEXT;
