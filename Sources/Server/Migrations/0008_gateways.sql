-- Where people are reached outside the product, and what is on its way to them through the gateways.

-- One address of each channel; it is sealed, and found again by its keyed hash only.
CREATE TABLE contact_point (
    tenant        {integer} NOT NULL,
    person        {integer} NOT NULL,
    channel       TEXT NOT NULL CHECK (channel IN ('mail', 'sms')),
    address       {bytes} NOT NULL,
    address_hash  {bytes} NOT NULL,
    created_at    {integer} NOT NULL,
    PRIMARY KEY (tenant, person, channel),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX contact_point_by_hash ON contact_point (tenant, address_hash);

-- What somebody has chosen; whoever has chosen nothing gets a mail a day and no SMS.
CREATE TABLE notice_preference (
    tenant   {integer} NOT NULL,
    person   {integer} NOT NULL,
    channel  TEXT NOT NULL CHECK (channel IN ('mail', 'sms')),
    pace     TEXT NOT NULL CHECK (pace IN ('none', 'digest', 'each')),
    PRIMARY KEY (tenant, person, channel),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- What is to be sent by mail or SMS: written with the change, sent after it, tried again until its time is over.
-- Once it was sent or given up, address and words are gone: a message may hold a secret.
CREATE TABLE message (
    id               {id},
    tenant           {integer} NOT NULL REFERENCES tenant (id),
    channel          TEXT NOT NULL CHECK (channel IN ('mail', 'sms')),
    -- Whoever writes the same thing twice writes it under the same key, and it is there once.
    idempotency_key  TEXT NOT NULL,
    -- The person whose contact point it goes to; nobody's for people without an account.
    recipient        {integer},
    address          {bytes},
    title            {bytes},
    text             {bytes},
    created_at       {integer} NOT NULL,
    expires_at       {integer} NOT NULL,
    attempts         {integer} NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- Also the end of the time for which an attempt keeps others away.
    next_try_at      {integer} NOT NULL,
    delivered_at     {integer},
    given_up_at      {integer},
    {key} (tenant, id),
    UNIQUE (tenant, idempotency_key),
    CHECK (delivered_at IS NULL OR given_up_at IS NULL),
    CHECK ((address IS NULL) = (delivered_at IS NOT NULL OR given_up_at IS NOT NULL)),
    CHECK ((title IS NULL) = (address IS NULL)),
    CHECK ((text IS NULL) = (address IS NULL)),
    FOREIGN KEY (tenant, recipient) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX message_waiting ON message (tenant, channel, next_try_at) WHERE address IS NOT NULL;
CREATE INDEX message_of_recipient ON message (tenant, recipient) WHERE address IS NOT NULL;
CREATE INDEX message_given_up ON message (given_up_at) WHERE given_up_at IS NOT NULL;
CREATE INDEX message_by_age ON message (created_at);

-- That a person's day has had its digest, whether there was something to tell or not; where the event chain stood.
CREATE TABLE digest (
    tenant         {integer} NOT NULL,
    person         {integer} NOT NULL,
    day            TEXT NOT NULL,
    seal_position  {integer} NOT NULL CHECK (seal_position >= 0),
    created_at     {integer} NOT NULL,
    PRIMARY KEY (tenant, person, day),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- When a digest took a notice in; the next digest tells of the others.
ALTER TABLE notice ADD COLUMN digested_at {integer};
CREATE INDEX notice_unread ON notice (tenant, person) WHERE read_at IS NULL;
CREATE INDEX notice_undigested ON notice (tenant, person, id) WHERE digested_at IS NULL AND read_at IS NULL;
CREATE INDEX notice_by_age ON notice (created_at);
CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;
