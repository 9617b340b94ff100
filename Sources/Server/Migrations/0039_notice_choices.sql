-- What somebody has chosen for a kind of notices; where nothing is chosen, the pace of the channel holds. What the law asks for
-- is never left to the product alone.
CREATE TABLE notice_choice (
    tenant   {integer} NOT NULL,
    person   {integer} NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN (
        'topics', 'sessions', 'items', 'receptions', 'sentiments', 'look_backs', 'personal_data', 'backups')),
    choice   TEXT NOT NULL CHECK (choice IN ('each', 'digest', 'product')),
    PRIMARY KEY (tenant, person, kind),
    CHECK (choice <> 'product' OR kind NOT IN ('personal_data', 'backups')),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
