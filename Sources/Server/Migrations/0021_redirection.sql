-- Where a topic was sent on, what its submitter was told, and what came of it there.
ALTER TABLE topic ADD COLUMN redirect_channel TEXT
    CHECK ((state = 'redirected') = (redirect_channel IS NOT NULL))
    CHECK (redirect_channel IN ('opinion_report', 'proposal_clue', 'hotline', 'grid'));
ALTER TABLE topic ADD COLUMN redirect_reason {integer} CHECK ((redirect_channel IS NULL) = (redirect_reason IS NULL));
ALTER TABLE topic ADD COLUMN redirect_result {integer} CHECK (redirect_result IS NULL OR redirect_channel IS NOT NULL);
