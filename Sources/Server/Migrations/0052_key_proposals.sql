-- What proposals are about, how often their handling was supervised, how often it was looked at what became of
-- them; how good ones and units are
-- chosen; and what residents leave for those who write them (提案月).
ALTER TABLE proposal ADD COLUMN category TEXT;
ALTER TABLE proposal ADD COLUMN follow_ups {integer} NOT NULL DEFAULT 0 CHECK (follow_ups >= 0);
ALTER TABLE proposal ADD COLUMN supervisions {integer} NOT NULL DEFAULT 0 CHECK (supervisions >= 0);
CREATE INDEX proposal_by_category ON proposal (tenant, category) WHERE category IS NOT NULL;
CREATE INDEX proposal_by_due ON proposal (tenant, due_on) WHERE due_on IS NOT NULL;

-- How the proposals of a session, or of a term (session 0), are judged and honoured. It is read by replaying its log.
CREATE TABLE commendation (
    id            {id},
    tenant        {integer} NOT NULL REFERENCES tenant (id),
    term          {integer} NOT NULL CHECK (term > 0),
    session       {integer} NOT NULL CHECK (session >= 0),
    state         TEXT NOT NULL CHECK (state IN ('collecting', 'announced', 'dropped')),
    evaluations   {integer} NOT NULL CHECK (evaluations >= 0),
    nominees      {integer} NOT NULL CHECK (nominees >= 0),
    listed        {integer} NOT NULL CHECK (listed >= 0 AND listed <= nominees),
    announced_on  TEXT,
    version       {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'announced') = (announced_on IS NOT NULL)),
    CHECK (state <> 'announced' OR listed > 0)
) {strict};
-- There is one for a session and one for a term, unless it was dropped.
CREATE UNIQUE INDEX commendation_once ON commendation (tenant, term, session) WHERE state <> 'dropped';

-- What residents leave for those who write proposals. It is read by replaying its log.
CREATE TABLE proposal_clue (
    id       {id},
    tenant   {integer} NOT NULL,
    text     {integer} NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('left', 'released', 'set_aside')),
    left_on  TEXT NOT NULL,
    version  {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    FOREIGN KEY (tenant, text) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX proposal_clue_by_state ON proposal_clue (tenant, state, id);
