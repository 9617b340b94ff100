-- Residents who sign in by phone. Nothing here holds a phone that can be read but the sealed one of a sign-in, and that row
-- goes when the sign-in ends.

-- How many codes were sent on a day; its row is held while one is, so that they are counted one after the other.
CREATE TABLE phone_code_day (
    tenant  {integer} NOT NULL REFERENCES tenant (id),
    day     TEXT NOT NULL,
    sent    {integer} NOT NULL CHECK (sent >= 0),
    PRIMARY KEY (tenant, day)
) {strict};

-- Phone, digits, and the ticket that whoever asked for the code holds: keyed hashes, all three.
CREATE TABLE phone_code (
    id           {id},
    tenant       {integer} NOT NULL REFERENCES tenant (id),
    phone_hash   {bytes} NOT NULL,
    ticket_hash  {bytes} NOT NULL,
    code_hash    {bytes} NOT NULL,
    sent_at      {integer} NOT NULL,
    tries        {integer} NOT NULL CHECK (tries BETWEEN 0 AND 5),
    is_spent     {integer} NOT NULL CHECK (is_spent IN (0, 1)),
    {key} (tenant, id),
    UNIQUE (tenant, phone_hash, ticket_hash)
) {strict};
CREATE INDEX phone_code_by_phone ON phone_code (tenant, phone_hash, sent_at);

CREATE TABLE resident_sign_in (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    phone_hash  {bytes} NOT NULL,
    phone       {bytes} NOT NULL,
    token_hash  {bytes} NOT NULL,
    device      TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    expires_at  {integer} NOT NULL,
    {key} (tenant, id),
    UNIQUE (tenant, token_hash),
    CHECK (expires_at > created_at)
) {strict};
CREATE INDEX resident_sign_in_by_phone ON resident_sign_in (tenant, phone_hash);

-- By what a support is known to be one person's: a phone whose owner has shown it, a slip that works once, or nothing but
-- what the device sent. Those of before are the last.
ALTER TABLE topic_support ADD COLUMN means TEXT NOT NULL DEFAULT 'device'
    CHECK (means IN ('phone', 'slip', 'device'));
CREATE INDEX topic_support_by_phone ON topic_support (tenant, phone_hash) WHERE phone_hash IS NOT NULL;
