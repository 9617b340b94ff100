-- The unit asks for more time, and nobody has decided.
ALTER TABLE suggestion_item ADD COLUMN asks_longer {integer} NOT NULL DEFAULT 0 CHECK (asks_longer IN (0, 1));
-- A draft that was thrown away, before its session's outcome was issued.
ALTER TABLE suggestion_item ADD COLUMN is_discarded {integer} NOT NULL DEFAULT 0
    CHECK (is_discarded = 0 OR (is_discarded = 1 AND state = 'drafted'));
