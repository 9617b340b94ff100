-- What people choose for notices of their own account. The table is made anew, since a check cannot be changed in place; nothing refers
-- to it, and nothing is lost.
CREATE TABLE notice_choice_wider (
    tenant   {integer} NOT NULL,
    person   {integer} NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN (
        'topics', 'sessions', 'items', 'receptions', 'sentiments', 'look_backs', 'proposals', 'personal_data',
        'backups', 'accounts')),
    choice   TEXT NOT NULL CHECK (choice IN ('each', 'digest', 'product')),
    PRIMARY KEY (tenant, person, kind),
    CHECK (choice <> 'product' OR kind NOT IN ('personal_data', 'backups')),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
INSERT INTO notice_choice_wider (tenant, person, kind, choice) SELECT tenant, person, kind, choice FROM notice_choice;
DROP TABLE notice_choice;
ALTER TABLE notice_choice_wider RENAME TO notice_choice;

-- When whoever has a token was last told that it ends.
ALTER TABLE api_token ADD COLUMN warned_at {integer};
CREATE INDEX api_token_by_end ON api_token (tenant, expires_at) WHERE revoked_at IS NULL;
