-- Each proposer who is asked about a reply may answer by a link of the own, once; it never goes through the unit.
ALTER TABLE proposer_opinion ADD COLUMN token_hash {bytes};
ALTER TABLE proposer_opinion ADD COLUMN expires_at {integer};
CREATE UNIQUE INDEX proposer_opinion_by_link ON proposer_opinion (tenant, token_hash) WHERE token_hash IS NOT NULL;

-- Proposals of earlier sessions as they were declared (往年提案): no clock runs for them, and no figure counts them. The same number
-- is not declared twice.
CREATE TABLE former_proposal (
    id          {id},
    tenant      {integer} NOT NULL,
    term        {integer} NOT NULL CHECK (term > 0),
    session     {integer} NOT NULL CHECK (session > 0),
    serial      {integer} NOT NULL CHECK (serial > 0),
    kind        TEXT NOT NULL CHECK (kind IN ('member', 'sector', 'group', 'organisation', 'committee')),
    subject     {integer} NOT NULL,
    proposer    {integer} NOT NULL,
    unit        {integer},
    filed_on    TEXT,
    replied_on  TEXT,
    outcome     TEXT,
    opinion     TEXT CHECK (opinion IN ('satisfied', 'basically', 'dissatisfied')),
    is_open     {integer} NOT NULL CHECK (is_open IN (0, 1)),
    body        {integer},
    reply       {integer},
    {key} (tenant, id),
    UNIQUE (tenant, term, session, serial),
    FOREIGN KEY (tenant, subject) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, proposer) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, body) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, reply) REFERENCES content (tenant, id)
) {strict};

-- A file whose titles are its own waits for somebody to say which column is which. Nothing refers to imports, and none is lost.
CREATE TABLE register_import_wider (
    id             {id},
    tenant         {integer} NOT NULL,
    register       TEXT NOT NULL,
    sender         {integer} NOT NULL,
    state          TEXT NOT NULL CHECK (state IN (
        'checking', 'unplaced', 'checked', 'refused', 'applying', 'applied', 'stopped', 'discarded')),
    file           {bytes},
    -- The titles of a file that waits, and what stands below each.
    columns        {bytes},
    problems       {bytes},
    rows_total     {integer} NOT NULL DEFAULT 0 CHECK (rows_total >= 0),
    rows_done      {integer} NOT NULL DEFAULT 0 CHECK (rows_done >= 0),
    claimed_until  {integer},
    created_at     {integer} NOT NULL,
    version        {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (state NOT IN ('checking', 'unplaced', 'checked', 'applying') OR file IS NOT NULL),
    CHECK (state = 'unplaced' OR columns IS NULL),
    FOREIGN KEY (tenant, sender) REFERENCES person (tenant, id)
) {strict};
INSERT INTO register_import_wider (id, tenant, register, sender, state, file, problems, rows_total, rows_done,
    claimed_until, created_at, version)
SELECT id, tenant, register, sender, state, file, problems, rows_total, rows_done, claimed_until, created_at, version
FROM register_import;
DROP TABLE register_import;
ALTER TABLE register_import_wider RENAME TO register_import;
CREATE INDEX register_import_at_work ON register_import (tenant, id) WHERE state IN ('checking', 'applying');
