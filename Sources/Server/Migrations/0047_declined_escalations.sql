-- Why the room above leaves a topic with the room that brought it; both still see it.
ALTER TABLE topic ADD COLUMN escalation_declined {integer}
    CHECK (escalation_declined IS NULL OR (escalation_room IS NOT NULL AND escalated_into IS NULL));
