-- Accounts that are invited, active or closed: one that is invited has no password yet, so the table is made anew.
-- Nothing refers to it, and nothing is lost.

CREATE TABLE account_wider (
    tenant         {integer} NOT NULL,
    person         {integer} NOT NULL,
    sign_in_name   TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('invited', 'active', 'closed')),
    password_hash  TEXT,
    -- Somebody else knows the password: it is changed before anything else.
    must_change    {integer} NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
    failures       {integer} NOT NULL DEFAULT 0 CHECK (failures >= 0),
    locked_until   {integer},
    version        {integer} NOT NULL DEFAULT 0 CHECK (version >= 0),
    PRIMARY KEY (tenant, person),
    UNIQUE (tenant, sign_in_name),
    CHECK ((state = 'active') = (password_hash IS NOT NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
INSERT INTO account_wider (tenant, person, sign_in_name, state, password_hash, failures, locked_until)
    SELECT tenant, person, sign_in_name, 'active', password_hash, failures, locked_until FROM account;
DROP TABLE account;
ALTER TABLE account_wider RENAME TO account;

-- The one link by which an account's holder sets a password; only its hash is kept, and a new one replaces the old.
CREATE TABLE invitation (
    tenant      {integer} NOT NULL,
    person      {integer} NOT NULL,
    token_hash  {bytes} NOT NULL,
    expires_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, person),
    UNIQUE (tenant, token_hash),
    FOREIGN KEY (tenant, person) REFERENCES account (tenant, person)
) {strict};

-- The log is read by time and person, too.
CREATE INDEX event_by_time ON event (tenant, recorded_at, id);
CREATE INDEX event_by_actor ON event (tenant, actor, recorded_at, id) WHERE actor IS NOT NULL;

-- The second question at the door: a sealed secret, recovery codes as keyed hashes, and sign-ins that have passed the
-- password alone.
CREATE TABLE second_factor (
    tenant        {integer} NOT NULL,
    person        {integer} NOT NULL,
    secret        {bytes} NOT NULL,
    is_confirmed  {integer} NOT NULL CHECK (is_confirmed IN (0, 1)),
    -- The last step of time whose code was accepted: a code counts once.
    last_step     {integer},
    PRIMARY KEY (tenant, person),
    FOREIGN KEY (tenant, person) REFERENCES account (tenant, person)
) {strict};

CREATE TABLE recovery_code (
    tenant     {integer} NOT NULL,
    person     {integer} NOT NULL,
    code_hash  {bytes} NOT NULL,
    PRIMARY KEY (tenant, person, code_hash),
    FOREIGN KEY (tenant, person) REFERENCES account (tenant, person)
) {strict};

CREATE TABLE half_sign_in (
    tenant         {integer} NOT NULL,
    token_hash     {bytes} NOT NULL,
    person         {integer} NOT NULL,
    password_hash  TEXT NOT NULL,
    tries          {integer} NOT NULL CHECK (tries >= 0),
    created_at     {integer} NOT NULL,
    PRIMARY KEY (tenant, token_hash),
    FOREIGN KEY (tenant, person) REFERENCES account (tenant, person)
) {strict};
CREATE INDEX half_sign_in_by_person ON half_sign_in (tenant, person);

-- What programs hold in place of a sign-in; of the token itself only its hash is kept.
CREATE TABLE api_token (
    id            {id},
    tenant        {integer} NOT NULL,
    person        {integer} NOT NULL,
    name          TEXT NOT NULL,
    token_hash    {bytes} NOT NULL,
    access        TEXT NOT NULL CHECK (access IN ('read', 'write')),
    -- The part of the product it is limited to; all where nothing is said.
    context       TEXT,
    created_at    {integer} NOT NULL,
    expires_at    {integer} NOT NULL,
    last_used_at  {integer},
    revoked_at    {integer},
    {key} (tenant, id),
    UNIQUE (tenant, token_hash),
    CHECK (expires_at - created_at BETWEEN 1 AND 31622400000),
    FOREIGN KEY (tenant, person) REFERENCES account (tenant, person)
) {strict};
CREATE INDEX api_token_by_person ON api_token (tenant, person, id);
