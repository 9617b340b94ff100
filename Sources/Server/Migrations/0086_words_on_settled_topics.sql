-- What a room has settled by itself: until when those who raised it are asked whether that is so, what its submitter said last,
-- and how often that it is not.
ALTER TABLE topic ADD COLUMN asked_until TEXT;
ALTER TABLE topic ADD COLUMN word TEXT CHECK (word IN ('solved', 'partly'));
ALTER TABLE topic ADD COLUMN denials {integer} NOT NULL DEFAULT 0 CHECK (denials >= 0);
-- How it ended in a former system, as it was declared there; it counts in no figure of what is solved here. Nobody was asked
-- that before: what ended there and was not decided anew here ended nobody knows how.
ALTER TABLE topic ADD COLUMN former_ending TEXT
    CHECK (former_ending IN ('solved', 'unsolved', 'turned_down', 'handed_on', 'unknown'));
UPDATE topic SET former_ending = 'unknown'
WHERE former_number IS NOT NULL AND state = 'solved_directly' AND first_answered_at IS NULL;
