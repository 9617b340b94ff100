-- Days on which members receive people in a room, and those who come. A day and a visit are read by replaying their logs;
-- their rows hold what lists, look-ups and CHECKs need.

CREATE TABLE reception_day (
    id            {id},
    tenant        {integer} NOT NULL,
    room          {integer} NOT NULL,
    area          TEXT NOT NULL,
    held_on       TEXT NOT NULL,
    from_minute   {integer} NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    until_minute  {integer} NOT NULL CHECK (until_minute BETWEEN 1 AND 1440),
    slot_minutes  {integer} NOT NULL CHECK (slot_minutes > 0),
    places        {integer} NOT NULL CHECK (places > 0),
    place         TEXT,
    state         TEXT NOT NULL CHECK (state IN ('open', 'over', 'cancelled')),
    version       {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (from_minute < until_minute),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX reception_day_by_room ON reception_day (tenant, room, held_on);
CREATE INDEX reception_day_by_day ON reception_day (tenant, state, held_on, id);

-- The members who receive.
CREATE TABLE reception_member (
    tenant     {integer} NOT NULL,
    reception  {integer} NOT NULL,
    person     {integer} NOT NULL,
    PRIMARY KEY (tenant, reception, person),
    FOREIGN KEY (tenant, reception) REFERENCES reception_day (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX reception_member_by_person ON reception_member (tenant, person);

-- How many places of a slot are taken; whoever books raises the number, so that none is given away twice.
CREATE TABLE reception_slot (
    tenant     {integer} NOT NULL,
    reception  {integer} NOT NULL,
    minute     {integer} NOT NULL,
    places     {integer} NOT NULL,
    taken      {integer} NOT NULL,
    PRIMARY KEY (tenant, reception, minute),
    CHECK (taken BETWEEN 0 AND places),
    FOREIGN KEY (tenant, reception) REFERENCES reception_day (tenant, id)
) {strict};

CREATE TABLE reception_visit (
    id           {id},
    tenant       {integer} NOT NULL,
    reception    {integer} NOT NULL,
    -- The slot; none for somebody who came without booking.
    minute       {integer},
    state        TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'missed', 'recorded', 'raised', 'cancelled')),
    -- What is kept of this person, until it is taken back or its period has passed.
    name         {integer},
    phone        {integer},
    phone_hash   {bytes},
    is_verified  {integer} NOT NULL CHECK (is_verified IN (0, 1)),
    -- The code of a booking, as its hash alone.
    code_hash    {bytes},
    topic        {integer},
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, code_hash),
    CHECK ((phone IS NULL) = (phone_hash IS NULL)),
    CHECK ((minute IS NULL) = (code_hash IS NULL)),
    CHECK ((state = 'raised') = (topic IS NOT NULL)),
    FOREIGN KEY (tenant, reception) REFERENCES reception_day (tenant, id),
    FOREIGN KEY (tenant, name) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id)
) {strict};
CREATE INDEX reception_visit_by_day ON reception_visit (tenant, reception, minute, id);
CREATE INDEX reception_visit_by_phone ON reception_visit (tenant, phone_hash, id) WHERE phone_hash IS NOT NULL;
-- Whoever has shown whose the phone is, books one place of a day; of others it is not known whose it is.
CREATE UNIQUE INDEX reception_visit_verified ON reception_visit (tenant, reception, phone_hash)
    WHERE state = 'booked' AND is_verified = 1;

-- A link may say that what somebody said on a visit became a topic. Nothing refers to links, and none is lost.
CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in', 'raised')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);
