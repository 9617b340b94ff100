-- Every reply and every co-handler's opinion as it was sent: by when it was due, and when it went out. Whether a unit replied in
-- time is told by these rows; the words are in the log.
CREATE TABLE proposal_reply (
    tenant      {integer} NOT NULL,
    assignment  {integer} NOT NULL,
    number      {integer} NOT NULL CHECK (number > 0),
    -- The unit that sent it.
    unit        {integer} NOT NULL,
    outcome     TEXT,
    due_on      TEXT NOT NULL,
    sent_on     TEXT NOT NULL,
    PRIMARY KEY (tenant, assignment, number),
    FOREIGN KEY (tenant, assignment) REFERENCES proposal_assignment (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
CREATE INDEX proposal_by_series ON proposal (tenant, term, session, id);
CREATE INDEX proposal_assignment_by_proposal ON proposal_assignment (tenant, proposal, id);
-- Whoever was asked about a reply and says nothing is reminded once.
ALTER TABLE proposer_opinion ADD COLUMN reminded_on TEXT;
