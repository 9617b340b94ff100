-- A member is away on official business, with approval: it counts as neither present nor absent (BR-36).
ALTER TABLE session_participant ADD COLUMN is_on_leave {integer} NOT NULL DEFAULT 0 CHECK (is_on_leave IN (0, 1));
