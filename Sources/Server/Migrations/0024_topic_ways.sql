-- What a submitter may still do, and what is weighed before somebody researches.

-- When a withdrawal takes effect; until then it can be undone.
ALTER TABLE topic ADD COLUMN withdrawal_at {integer}
    CHECK (withdrawal_at IS NULL
        OR state IN ('held', 'screening', 'asked', 'pooled', 'selected', 'researching', 'ready'));
ALTER TABLE topic ADD COLUMN additions {integer} NOT NULL DEFAULT 0 CHECK (additions >= 0);
-- The annual plan, and the document by which the Party committee decided (BR-03).
ALTER TABLE topic ADD COLUMN plan TEXT CHECK (plan IN ('proposed', 'approved'));
ALTER TABLE topic ADD COLUMN plan_reference {integer}
    CHECK ((plan_reference IS NOT NULL) = (plan IS NOT NULL AND plan = 'approved'));
ALTER TABLE topic ADD COLUMN plan_day TEXT CHECK ((plan_day IS NULL) = (plan_reference IS NULL));
CREATE INDEX topic_withdrawals ON topic (withdrawal_at) WHERE withdrawal_at IS NOT NULL;

-- How each person judged a topic by the three criteria; the last word of each counts.
CREATE TABLE topic_score (
    tenant        {integer} NOT NULL,
    topic         {integer} NOT NULL,
    scorer        {integer} NOT NULL,
    needed        {integer} NOT NULL CHECK (needed BETWEEN 1 AND 5),
    hoped_for     {integer} NOT NULL CHECK (hoped_for BETWEEN 1 AND 5),
    feasible      {integer} NOT NULL CHECK (feasible BETWEEN 1 AND 5),
    PRIMARY KEY (tenant, topic, scorer),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, scorer) REFERENCES person (tenant, id)
) {strict};

-- Who is just now looking after a topic, so that two do not screen the same; gone by itself after a while.
CREATE TABLE topic_claim (
    tenant        {integer} NOT NULL,
    topic         {integer} NOT NULL,
    person        {integer} NOT NULL,
    until         {integer} NOT NULL,
    PRIMARY KEY (tenant, topic),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
