-- In which order a committee's host names were written: the first stands in links. Those of before stay in the order of the alphabet.
ALTER TABLE tenant_host ADD COLUMN position {integer} NOT NULL DEFAULT 0 CHECK (position >= 0);

-- How often somebody was turned away on a day: wrong passwords at an account's door, and what is not the person's to do. A number for
-- each account and day, so that nobody fills the log by trying; person 0 is for names that no account has.
CREATE TABLE refused_attempt (
    tenant   {integer} NOT NULL REFERENCES tenant (id),
    day      TEXT NOT NULL,
    person   {integer} NOT NULL CHECK (person >= 0),
    kind     TEXT NOT NULL CHECK (kind IN ('wrong_password', 'not_allowed')),
    times    {integer} NOT NULL CHECK (times > 0),
    last_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, day, person, kind)
) {strict};

-- The first of what is wrong with a table, for its page: what is wrong with twenty thousand rows is read for the file alone. Nothing for
-- tables that were looked at before.
ALTER TABLE register_import ADD COLUMN problems_shown {bytes};
