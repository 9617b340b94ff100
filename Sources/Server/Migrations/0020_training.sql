-- A tenant for practice: invented people and matters, and nobody outside hears of anything.
ALTER TABLE tenant ADD COLUMN is_training {integer} NOT NULL DEFAULT 0 CHECK (is_training IN (0, 1));
