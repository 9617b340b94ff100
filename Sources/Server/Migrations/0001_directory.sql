-- Who there is: tenants, their areas and people, and who has signed in.

CREATE TABLE tenant (
    id          {integer} NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('county', 'district', 'city', 'zone')),
    name        TEXT NOT NULL,
    short_name  TEXT NOT NULL,
    area        TEXT NOT NULL,
    contact     TEXT NOT NULL,
    is_default  {integer} NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    created_at  {integer} NOT NULL
) {strict};

-- The host name of an address says which tenant is meant.
CREATE TABLE tenant_host (
    host    TEXT NOT NULL PRIMARY KEY,
    tenant  {integer} NOT NULL REFERENCES tenant (id)
) {strict};

-- The practice profile: versioned, dated, never overwritten.
CREATE TABLE practice_profile (
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    version     {integer} NOT NULL CHECK (version > 0),
    valid_from  TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (tenant, version)
) {strict};

CREATE TABLE area (
    tenant  {integer} NOT NULL REFERENCES tenant (id),
    code    TEXT NOT NULL CHECK (length(code) = 12),
    name    TEXT NOT NULL,
    PRIMARY KEY (tenant, code)
) {strict};

CREATE TABLE person (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    name        TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    {key} (tenant, id)
) {strict};

CREATE TABLE account (
    tenant         {integer} NOT NULL,
    person         {integer} NOT NULL,
    sign_in_name   TEXT NOT NULL,
    password_hash  TEXT NOT NULL,
    failures       {integer} NOT NULL DEFAULT 0 CHECK (failures >= 0),
    locked_until   {integer},
    PRIMARY KEY (tenant, person),
    UNIQUE (tenant, sign_in_name),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- A role and where it counts: in the whole tenant, in an area, or in one room.
CREATE TABLE appointment (
    id      {id},
    tenant  {integer} NOT NULL,
    person  {integer} NOT NULL,
    role    TEXT NOT NULL CHECK (role IN ('room_secretary', 'convener', 'leader')),
    area    TEXT,
    room    {integer},
    {key} (tenant, id),
    CHECK (area IS NULL OR room IS NULL),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX appointment_by_person ON appointment (tenant, person);

-- One row for each time somebody signed in; the token itself is nowhere.
CREATE TABLE sign_in (
    id            {id},
    tenant        {integer} NOT NULL,
    person        {integer} NOT NULL,
    token_hash    {bytes} NOT NULL,
    device        TEXT NOT NULL,
    created_at    {integer} NOT NULL,
    last_seen_at  {integer} NOT NULL,
    ended_at      {integer},
    {key} (tenant, id),
    UNIQUE (tenant, token_hash),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX sign_in_by_person ON sign_in (tenant, person, id);
