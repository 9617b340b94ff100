-- What a board counts, beside the records that it counts, so that it looks at each record once (decision 0069).

-- The stays of a record that have ended: `screening 12;asked 5;screening 3+;`, each with its hours and a sign where the record
-- was there before.
ALTER TABLE topic ADD COLUMN ended_stays TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation_session ADD COLUMN ended_stays TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion_item ADD COLUMN ended_stays TEXT NOT NULL DEFAULT '';

-- How many of each category were there.
ALTER TABLE consultation_session ADD COLUMN present_member {integer} NOT NULL DEFAULT 0 CHECK (present_member >= 0);
ALTER TABLE consultation_session ADD COLUMN present_department {integer} NOT NULL DEFAULT 0 CHECK (present_department >= 0);
ALTER TABLE consultation_session ADD COLUMN present_grassroots {integer} NOT NULL DEFAULT 0 CHECK (present_grassroots >= 0);
ALTER TABLE consultation_session ADD COLUMN present_people {integer} NOT NULL DEFAULT 0 CHECK (present_people >= 0);
ALTER TABLE consultation_session ADD COLUMN present_expert {integer} NOT NULL DEFAULT 0 CHECK (present_expert >= 0);

-- Whether it was ever taken up again.
ALTER TABLE suggestion_item ADD COLUMN is_reopened {integer} NOT NULL DEFAULT 0 CHECK (is_reopened IN (0, 1));

UPDATE consultation_session SET
    present_member = (SELECT COUNT(*) FROM session_participant p WHERE p.tenant = consultation_session.tenant
        AND p.session = consultation_session.id AND p.is_present = 1 AND p.category = 'member'),
    present_department = (SELECT COUNT(*) FROM session_participant p WHERE p.tenant = consultation_session.tenant
        AND p.session = consultation_session.id AND p.is_present = 1 AND p.category = 'department'),
    present_grassroots = (SELECT COUNT(*) FROM session_participant p WHERE p.tenant = consultation_session.tenant
        AND p.session = consultation_session.id AND p.is_present = 1 AND p.category = 'grassroots'),
    present_people = (SELECT COUNT(*) FROM session_participant p WHERE p.tenant = consultation_session.tenant
        AND p.session = consultation_session.id AND p.is_present = 1 AND p.category = 'people'),
    present_expert = (SELECT COUNT(*) FROM session_participant p WHERE p.tenant = consultation_session.tenant
        AND p.session = consultation_session.id AND p.is_present = 1 AND p.category = 'expert');
UPDATE suggestion_item SET is_reopened = 1 WHERE EXISTS (SELECT 1 FROM stay y WHERE y.tenant = suggestion_item.tenant
    AND y.subject_kind = 'item' AND y.subject = suggestion_item.id AND y.state = 'reopened');

UPDATE topic SET ended_stays = COALESCE((SELECT group_concat(z.entry, '') FROM (
    SELECT y.state || ' ' || ((y.left_at - y.entered_at + 3599999) / 3600000) || CASE y.is_first WHEN 1 THEN ';' ELSE '+;' END
        AS entry
    FROM stay y WHERE y.tenant = topic.tenant AND y.subject_kind = 'topic'
        AND y.subject = topic.id AND y.left_at IS NOT NULL
    ORDER BY y.version) z), '');
UPDATE consultation_session SET ended_stays = COALESCE((SELECT group_concat(z.entry, '') FROM (
    SELECT y.state || ' ' || ((y.left_at - y.entered_at + 3599999) / 3600000) || CASE y.is_first WHEN 1 THEN ';' ELSE '+;' END
        AS entry
    FROM stay y WHERE y.tenant = consultation_session.tenant AND y.subject_kind = 'session'
        AND y.subject = consultation_session.id AND y.left_at IS NOT NULL
    ORDER BY y.version) z), '');
UPDATE suggestion_item SET ended_stays = COALESCE((SELECT group_concat(z.entry, '') FROM (
    SELECT y.state || ' ' || ((y.left_at - y.entered_at + 3599999) / 3600000) || CASE y.is_first WHEN 1 THEN ';' ELSE '+;' END
        AS entry
    FROM stay y WHERE y.tenant = suggestion_item.tenant AND y.subject_kind = 'item'
        AND y.subject = suggestion_item.id AND y.left_at IS NOT NULL
    ORDER BY y.version) z), '');

-- Nothing is counted in the order of this index any more.
DROP INDEX stay_by_length;

-- Tables of all topics are read by day, batch after batch; without it each batch would sort all that are left.
CREATE INDEX topic_by_day ON topic (tenant, received_at, id);

-- Of the topics that the committee talks over in a year by its "4+X" (A3-04): fixed ones, and others as they come up. Each is a
-- campaign of that year, so that its sessions are gathered and reported.
ALTER TABLE campaign ADD COLUMN slot TEXT CHECK (slot IN ('fixed', 'flexible'));
