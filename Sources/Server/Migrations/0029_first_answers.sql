-- When somebody who raised a topic first heard from the room: kept as it happens, so that how long people wait can be told
-- without reading the log.
ALTER TABLE topic ADD COLUMN first_answered_at {integer};
UPDATE topic SET first_answered_at = (
    SELECT MIN(e.recorded_at) FROM event e
    WHERE e.tenant = topic.tenant AND e.subject_kind = 'topic' AND e.subject = topic.id
        AND e.kind IN ('asked', 'pooled', 'rejected', 'redirected', 'solved_directly', 'merged', 'escalated'));
-- Who takes a topic back before anybody answered waits no more, a later round was answered in the first, what a room above
-- gathered was answered below, and nobody knows how long people waited for what a former system took in.
CREATE INDEX topic_answers ON topic (tenant, received_at, first_answered_at)
    WHERE round = 1 AND former_number IS NULL AND source <> 'escalation'
        AND (state <> 'withdrawn' OR first_answered_at IS NOT NULL);
CREATE INDEX topic_answers_by_room ON topic (tenant, room, received_at, first_answered_at)
    WHERE round = 1 AND former_number IS NULL AND source <> 'escalation'
        AND (state <> 'withdrawn' OR first_answered_at IS NOT NULL);
