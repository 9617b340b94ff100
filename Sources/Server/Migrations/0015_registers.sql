-- The registers: what a tenant knows of its own people, places and bodies. An entry is entered, changed and ended, never
-- deleted; its row says how it is today, its events how it came to be so.

ALTER TABLE area ADD COLUMN id {integer};
UPDATE area SET id = CAST(code AS {integer});
ALTER TABLE area ADD COLUMN ended_on TEXT;
ALTER TABLE area ADD COLUMN version {integer} NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX area_by_id ON area (tenant, id);

ALTER TABLE person ADD COLUMN number TEXT;
UPDATE person SET number = id || '';
ALTER TABLE person ADD COLUMN position TEXT;
ALTER TABLE person ADD COLUMN specialities TEXT;
ALTER TABLE person ADD COLUMN ended_on TEXT;
ALTER TABLE person ADD COLUMN version {integer} NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX person_by_number ON person (tenant, number) WHERE number IS NOT NULL;

ALTER TABLE handling_unit ADD COLUMN short_name TEXT;
ALTER TABLE handling_unit ADD COLUMN kind TEXT CHECK (kind IN ('department', 'town', 'enterprise', 'other'));
ALTER TABLE handling_unit ADD COLUMN credit_code TEXT CHECK (length(credit_code) = 18);
ALTER TABLE handling_unit ADD COLUMN ended_on TEXT;
ALTER TABLE handling_unit ADD COLUMN version {integer} NOT NULL DEFAULT 1;

ALTER TABLE room ADD COLUMN ended_on TEXT;
ALTER TABLE room ADD COLUMN version {integer} NOT NULL DEFAULT 1;

CREATE TABLE term (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    name        TEXT NOT NULL,
    starts_on   TEXT NOT NULL,
    ends_on     TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, name),
    CHECK (ends_on IS NULL OR ends_on > starts_on)
) {strict};

CREATE TABLE plenary (
    id          {id},
    tenant      {integer} NOT NULL,
    term        {integer} NOT NULL,
    name        TEXT NOT NULL,
    opens_on    TEXT NOT NULL,
    closes_on   TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, term, name),
    CHECK (closes_on >= opens_on),
    FOREIGN KEY (tenant, term) REFERENCES term (tenant, id)
) {strict};

CREATE TABLE organ (
    id          {id},
    tenant      {integer} NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN (
        'standing_committee', 'chairpersons_council', 'special_committee', 'sector', 'work_committee', 'duty_group',
        'party_branch', 'expert_pool', 'leading_group', 'office')),
    name        TEXT NOT NULL,
    area        TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, name),
    FOREIGN KEY (tenant, area) REFERENCES area (tenant, code)
) {strict};
CREATE INDEX organ_by_kind ON organ (tenant, kind, id);

CREATE TABLE organ_post (
    id          {id},
    tenant      {integer} NOT NULL,
    person      {integer} NOT NULL,
    organ       {integer} NOT NULL,
    post        TEXT NOT NULL CHECK (post IN (
        'head', 'deputy', 'secretary', 'convener', 'office', 'officer', 'member', 'adviser')),
    title       TEXT,
    starts_on   TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, organ, post),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id)
) {strict};
CREATE INDEX organ_post_by_organ ON organ_post (tenant, organ, post);

CREATE TABLE membership (
    id          {id},
    tenant      {integer} NOT NULL,
    person      {integer} NOT NULL,
    level       TEXT NOT NULL CHECK (level IN ('own', 'city', 'province', 'national')),
    sector      {integer},
    committee   {integer},
    area        TEXT,
    party       TEXT NOT NULL CHECK (party IN ('cpc', 'other', 'none')),
    branch      {integer},
    is_ranked   TEXT NOT NULL CHECK (is_ranked IN ('yes', 'no')),
    starts_on   TEXT,
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, person, level),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, sector) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, committee) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, branch) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, area) REFERENCES area (tenant, code)
) {strict};
CREATE INDEX membership_by_sector ON membership (tenant, sector);
CREATE INDEX membership_by_committee ON membership (tenant, committee);

CREATE TABLE counterpart (
    id          {id},
    tenant      {integer} NOT NULL,
    organ       {integer} NOT NULL,
    unit        {integer},
    area        TEXT,
    sector      {integer},
    created_at  {integer} NOT NULL,
    ended_on    TEXT,
    version     {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, sector) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, area) REFERENCES area (tenant, code)
) {strict};
CREATE INDEX counterpart_by_organ ON counterpart (tenant, organ);
