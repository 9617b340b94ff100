-- What a session is about is looked for from the session's side, too: on its page, in its lists, and before names are erased.
CREATE INDEX topic_by_session ON topic (tenant, session) WHERE session IS NOT NULL;
