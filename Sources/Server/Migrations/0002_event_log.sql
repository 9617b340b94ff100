-- What happened: the event log, the words it commits to, its seals; links, the outbox and answered requests.

CREATE TABLE event (
    id               {id},
    tenant           {integer} NOT NULL REFERENCES tenant (id),
    subject_kind     TEXT NOT NULL,
    subject          {integer} NOT NULL,
    subject_version  {integer} NOT NULL CHECK (subject_version > 0),
    kind             TEXT NOT NULL,
    version          {integer} NOT NULL CHECK (version > 0),
    actor_kind       TEXT NOT NULL CHECK (actor_kind IN ('visitor', 'code_holder', 'staff', 'console', 'system')),
    actor            {integer},
    role             TEXT,
    recorded_at      {integer} NOT NULL,
    occurred_on      TEXT NOT NULL,
    facts            TEXT NOT NULL,
    -- Given by the sealer, without gaps; whoever follows the log follows positions, never ids.
    position         {integer} CHECK (position > 0),
    chain            {bytes},
    {key} (tenant, id),
    UNIQUE (tenant, subject_kind, subject, subject_version),
    UNIQUE (tenant, position),
    CHECK ((position IS NULL) = (chain IS NULL)),
    CHECK ((actor_kind = 'staff') = (actor IS NOT NULL))
) {strict};
CREATE INDEX event_unsealed ON event (tenant, id) WHERE position IS NULL;

-- Free texts and personal data of events. Erasing clears salt and words; the event keeps its commitment.
CREATE TABLE content (
    id         {id},
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    salt       {bytes},
    words      {bytes},
    erased_at  {integer},
    {key} (tenant, id),
    CHECK ((salt IS NULL) = (words IS NULL)),
    CHECK ((words IS NULL) = (erased_at IS NOT NULL))
) {strict};

-- Each seal covers the events since the last one and signs the chain's head.
CREATE TABLE seal (
    tenant          {integer} NOT NULL REFERENCES tenant (id),
    last_position   {integer} NOT NULL CHECK (last_position > 0),
    first_position  {integer} NOT NULL CHECK (first_position > 0),
    chain           {bytes} NOT NULL,
    signature       {bytes} NOT NULL,
    sealed_at       {integer} NOT NULL,
    PRIMARY KEY (tenant, last_position),
    CHECK (first_position <= last_position)
) {strict};

CREATE TABLE record_link (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN ('related_to')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);

-- What is to be told to somebody: written with the change, delivered after it, once.
CREATE TABLE outbox (
    id            {id},
    tenant        {integer} NOT NULL REFERENCES tenant (id),
    event         {integer} NOT NULL,
    recipient     {integer} NOT NULL,
    attempts      {integer} NOT NULL DEFAULT 0,
    next_try_at   {integer} NOT NULL,
    delivered_at  {integer},
    {key} (tenant, id),
    UNIQUE (tenant, event, recipient),
    FOREIGN KEY (tenant, event) REFERENCES event (tenant, id),
    FOREIGN KEY (tenant, recipient) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX outbox_waiting ON outbox (tenant, next_try_at) WHERE delivered_at IS NULL;

-- Writes that were answered: the same key and body get the same answer again for seven days.
CREATE TABLE answered_request (
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    key_hash    {bytes} NOT NULL,
    body_hash   {bytes} NOT NULL,
    answer      {bytes} NOT NULL,
    created_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, key_hash)
) {strict};
CREATE INDEX answered_request_by_age ON answered_request (created_at);
