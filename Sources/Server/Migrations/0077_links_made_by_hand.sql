-- How many links were made by hand for whoever is asked, and whether the word came by one of them: it is counted apart.
ALTER TABLE confirmation ADD COLUMN slips {integer} NOT NULL DEFAULT 0 CHECK (slips >= 0);
ALTER TABLE confirmation ADD COLUMN is_by_slip {integer} NOT NULL DEFAULT 0 CHECK (is_by_slip IN (0, 1));
CREATE INDEX confirmation_by_slip ON confirmation (tenant, item) WHERE slips > 0;
ALTER TABLE proposer_opinion ADD COLUMN slips {integer} NOT NULL DEFAULT 0 CHECK (slips >= 0);
ALTER TABLE proposer_opinion ADD COLUMN is_by_slip {integer} NOT NULL DEFAULT 0 CHECK (is_by_slip IN (0, 1));

-- An item that was reopened while a look-back asked asks nobody any more.
UPDATE suggestion_item SET asking_again = NULL
WHERE asking_again IS NOT NULL AND EXISTS (
    SELECT 1 FROM event r WHERE r.tenant = suggestion_item.tenant AND r.subject_kind = 'item'
        AND r.subject = suggestion_item.id AND r.kind = 'reopened' AND r.subject_version > (
            SELECT MAX(a.subject_version) FROM event a WHERE a.tenant = suggestion_item.tenant
                AND a.subject_kind = 'item' AND a.subject = suggestion_item.id AND a.kind = 'asked_again'));

-- By when the room looks at a report: a day of its own, which is no unit's.
ALTER TABLE suggestion_item ADD COLUMN verify_due_on TEXT CHECK (verify_due_on IS NULL OR state = 'reported');
ALTER TABLE suggestion_item ADD COLUMN verify_due_from TEXT;
ALTER TABLE suggestion_item ADD COLUMN verify_due_term TEXT;
ALTER TABLE suggestion_item ADD COLUMN verify_due_is_provisional {integer} CHECK (verify_due_is_provisional IN (0, 1));
