-- The day that somebody named to whom a topic was sent on is a deadline, as long as the answer is not known.
UPDATE topic SET due_on = redirect_answer_by, due_from = redirect_answer_by, due_term = 'named', due_is_provisional = 0
WHERE state = 'redirected' AND redirect_answer_by IS NOT NULL AND redirect_result IS NULL;
-- Few wait for others, among many of which the answer is known.
CREATE INDEX topic_awaited ON topic (tenant, (COALESCE(due_on, '9999-12-31')), id)
    WHERE state = 'redirected' AND redirect_result IS NULL;
CREATE INDEX topic_room_awaited ON topic (tenant, room, (COALESCE(due_on, '9999-12-31')), id)
    WHERE state = 'redirected' AND redirect_result IS NULL;
