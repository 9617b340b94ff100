-- A campaign gathers what members met while walking for it, too (A2-25): a list of problems, with how many of them have a result.
ALTER TABLE sentiment_issue ADD COLUMN campaign {integer};
CREATE INDEX sentiment_issue_by_campaign ON sentiment_issue (tenant, campaign) WHERE campaign IS NOT NULL;
