-- Media consultations beside sessions (融媒体协商), and what people outside say to the room. Both are read by replaying their
-- logs; the rows hold what lists, look-ups and CHECKs need.
CREATE TABLE media_consultation (
    id         {id},
    tenant     {integer} NOT NULL,
    session    {integer} NOT NULL,
    room       {integer} NOT NULL,
    area       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed', 'reported', 'cancelled')),
    opens_at   {integer} NOT NULL,
    closes_at  {integer} NOT NULL,
    -- How often it was watched, as declared; none where nobody has said anything.
    views      {integer} CHECK (views >= 0),
    heads      {integer} CHECK (heads > 0),
    version    {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (closes_at > opens_at),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
-- A session has one; what was cancelled makes room for another.
CREATE UNIQUE INDEX media_consultation_by_session ON media_consultation (tenant, session) WHERE state <> 'cancelled';
CREATE INDEX media_consultation_by_room ON media_consultation (tenant, room, id);

CREATE TABLE live_comment (
    id                  {id},
    tenant              {integer} NOT NULL,
    consultation        {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    state               TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'approved', 'rejected', 'suggestion',
                            'shortlisted', 'cut_in', 'follow_up', 'answered', 'itemised', 'withdrawn')),
    -- How this person wants to be called, the phone, and what was said; the phone goes after a time.
    name                {integer} NOT NULL,
    phone               {integer},
    words               {integer} NOT NULL,
    -- By what the account is found again; it does not say whose it is.
    phone_hash          {bytes},
    -- What was answered.
    answer              {integer},
    -- Why it is not shown, by the county's list.
    ground              TEXT,
    is_suggestion       {integer} NOT NULL CHECK (is_suggestion IN (0, 1)),
    is_on_spot          {integer} CHECK (is_on_spot IN (0, 1)),
    unit                {integer},
    item                {integer},
    sent_at             {integer} NOT NULL,
    cut_in_at           {integer},
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((unit IS NULL) = (cut_in_at IS NULL)),
    -- What reached the room was approved and marked before (BR-25).
    CHECK (cut_in_at IS NULL OR is_suggestion = 1),
    CHECK ((state IN ('cut_in', 'follow_up', 'answered')) = (cut_in_at IS NOT NULL)),
    CHECK ((state = 'answered') = (answer IS NOT NULL)),
    CHECK ((state = 'answered') = (is_on_spot IS NOT NULL)),
    CHECK ((state = 'rejected') = (ground IS NOT NULL)),
    CHECK ((state = 'itemised') = (item IS NOT NULL)),
    CHECK (phone IS NULL OR phone_hash IS NOT NULL),
    CHECK ((state = 'follow_up') = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, consultation) REFERENCES media_consultation (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, item) REFERENCES suggestion_item (tenant, id),
    FOREIGN KEY (tenant, name) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, words) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, answer) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX live_comment_by_state ON live_comment (tenant, consultation, state, id);
CREATE INDEX live_comment_by_account ON live_comment (tenant, consultation, phone_hash, id) WHERE phone_hash IS NOT NULL;
CREATE INDEX live_comment_own ON live_comment (tenant, phone_hash, id) WHERE phone_hash IS NOT NULL;
CREATE INDEX live_comment_cut_in ON live_comment (tenant, consultation, cut_in_at) WHERE cut_in_at IS NOT NULL;
CREATE INDEX live_comment_by_unit ON live_comment (tenant, unit, state, due_on) WHERE unit IS NOT NULL;
CREATE INDEX live_comment_due ON live_comment (tenant, due_on) WHERE due_on IS NOT NULL;

-- Who looks after a comment just now.
CREATE TABLE live_comment_claim (
    tenant   {integer} NOT NULL,
    comment  {integer} NOT NULL,
    person   {integer} NOT NULL,
    until    {integer} NOT NULL,
    PRIMARY KEY (tenant, comment),
    FOREIGN KEY (tenant, comment) REFERENCES live_comment (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- Who finds a comment right: one account once. The mark is made for this comment alone, so it tells nothing of the others.
CREATE TABLE live_comment_like (
    tenant   {integer} NOT NULL,
    comment  {integer} NOT NULL,
    liker    {bytes} NOT NULL,
    PRIMARY KEY (tenant, comment, liker),
    FOREIGN KEY (tenant, comment) REFERENCES live_comment (tenant, id)
) {strict};
