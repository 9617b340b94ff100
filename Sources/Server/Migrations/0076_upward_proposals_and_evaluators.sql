-- How far a proposal has come with the committee above (A4-04): what is filed here may be sent up beside its handling here. Until now
-- only what was not filed went up.
ALTER TABLE proposal ADD COLUMN upward TEXT CHECK (upward IN ('waiting', 'answered'));
UPDATE proposal SET upward = 'waiting' WHERE state = 'forwarded';
UPDATE proposal SET upward = 'answered' WHERE state = 'closed' AND serial IS NULL AND lead IS NULL;

-- The link by which a third party gives units its marks (第三方评议), once invited; only its hash is kept, and a new one replaces the
-- old. It goes when the party is not to judge any more.
CREATE TABLE evaluator_link (
    tenant        {integer} NOT NULL,
    commendation  {integer} NOT NULL,
    evaluator     {integer} NOT NULL CHECK (evaluator > 0),
    token_hash    {bytes} NOT NULL,
    expires_at    {integer} NOT NULL,
    PRIMARY KEY (tenant, commendation, evaluator),
    UNIQUE (tenant, token_hash),
    FOREIGN KEY (tenant, commendation) REFERENCES commendation (tenant, id)
) {strict};
