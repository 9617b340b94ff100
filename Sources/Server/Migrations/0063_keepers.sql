-- Who goes on with what was met while walking, so that it changes hands when this person leaves: at first whoever met it.
ALTER TABLE sentiment_issue ADD COLUMN keeper {integer};
UPDATE sentiment_issue SET keeper = opener;
CREATE INDEX sentiment_issue_by_keeper ON sentiment_issue (tenant, keeper, id);
