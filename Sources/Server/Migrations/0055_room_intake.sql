-- Since when a room takes in no topics, and why; everybody reads both on its page.
ALTER TABLE room ADD COLUMN intake_paused_at {integer};
ALTER TABLE room ADD COLUMN intake_pause_reason TEXT
    CHECK ((intake_pause_reason IS NULL) = (intake_paused_at IS NULL));
