-- What people have said of an item in its last inquiry, kept as they say it: the board counts items, not words.
ALTER TABLE suggestion_item ADD COLUMN answered {integer} NOT NULL DEFAULT 0 CHECK (answered >= 0);
ALTER TABLE suggestion_item ADD COLUMN answered_solved {integer} NOT NULL DEFAULT 0 CHECK (answered_solved >= 0);
-- The same without the words that may have come from the unit itself.
ALTER TABLE suggestion_item ADD COLUMN unflagged {integer} NOT NULL DEFAULT 0 CHECK (unflagged >= 0);
ALTER TABLE suggestion_item ADD COLUMN unflagged_solved {integer} NOT NULL DEFAULT 0 CHECK (unflagged_solved >= 0);

UPDATE suggestion_item SET
    answered = (SELECT COUNT(*) FROM confirmation k
        WHERE k.tenant = suggestion_item.tenant AND k.item = suggestion_item.id
            AND k.inquiry = suggestion_item.inquiries AND k.outcome IS NOT NULL),
    answered_solved = (SELECT COUNT(*) FROM confirmation k
        WHERE k.tenant = suggestion_item.tenant AND k.item = suggestion_item.id
            AND k.inquiry = suggestion_item.inquiries AND k.outcome = 'solved'),
    unflagged = (SELECT COUNT(*) FROM confirmation k
        WHERE k.tenant = suggestion_item.tenant AND k.item = suggestion_item.id
            AND k.inquiry = suggestion_item.inquiries AND k.outcome IS NOT NULL AND k.flag IS NULL),
    unflagged_solved = (SELECT COUNT(*) FROM confirmation k
        WHERE k.tenant = suggestion_item.tenant AND k.item = suggestion_item.id
            AND k.inquiry = suggestion_item.inquiries AND k.outcome = 'solved' AND k.flag IS NULL)
WHERE inquiries > 0;

-- How long cases stay is counted in the order of this index where a period is long.
CREATE INDEX stay_by_length ON stay (
    tenant, subject_kind, state, ((left_at - entered_at + 3599999) / 3600000), subject, is_first
) WHERE left_at IS NOT NULL;

-- What the board asks of each item of a topic and of each participant of a session is answered by the index alone.
DROP INDEX suggestion_item_by_topic;
CREATE INDEX suggestion_item_by_topic ON suggestion_item (tenant, topic, answered, answered_solved);
DROP INDEX session_participant_by_session;
CREATE INDEX session_participant_by_session ON session_participant (tenant, session, is_present, category);
