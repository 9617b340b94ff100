-- Who leads the handling of a key proposal (重点提案), where that is somebody of the directory: what this person leads is looked for
-- by the person.
ALTER TABLE proposal ADD COLUMN led_by {integer};
CREATE INDEX proposal_by_leader ON proposal (tenant, led_by) WHERE led_by IS NOT NULL;
