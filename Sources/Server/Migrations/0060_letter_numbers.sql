-- Under which mark a unit's letters are numbered (发文代字), as in 安建提复〔2026〕3号; a unit without one numbers them itself.
ALTER TABLE handling_unit ADD COLUMN letter_mark TEXT CHECK (length(letter_mark) <= 20);

-- The last number of each mark and year: the next one is taken when a reply goes out, and none is given twice.
CREATE TABLE letter_register (
    tenant  {integer} NOT NULL REFERENCES tenant (id),
    mark    TEXT NOT NULL,
    year    {integer} NOT NULL,
    last    {integer} NOT NULL CHECK (last > 0),
    PRIMARY KEY (tenant, mark, year)
) {strict};

-- The number of the letter in which a reply went out (发文字号).
ALTER TABLE proposal_reply ADD COLUMN letter TEXT;
CREATE UNIQUE INDEX proposal_reply_by_letter ON proposal_reply (tenant, letter) WHERE letter IS NOT NULL;

-- The queues of the desk over many years: which proposals and assignments they hold is read from an index alone.
CREATE INDEX proposal_queue ON proposal (tenant, state, due_on, id, term);
CREATE INDEX proposal_assignment_queue ON proposal_assignment (tenant, state, due_on, id, asks_longer);
-- Which subjects a text may be like.
CREATE INDEX proposal_open_subject ON proposal (tenant, id, subject)
    WHERE serial IS NOT NULL AND is_open = 1 AND state <> 'withdrawn';
