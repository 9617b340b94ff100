-- The loop from the pool to the people's word: units, sessions, items, confirmations. Roles, links and topics get room
-- for it: their CHECKs grow, so the tables are made anew. Nothing refers to them yet, and nothing is lost.

CREATE TABLE handling_unit (
    id          {id},
    tenant      {integer} NOT NULL REFERENCES tenant (id),
    name        TEXT NOT NULL,
    created_at  {integer} NOT NULL,
    {key} (tenant, id)
) {strict};

CREATE TABLE appointment_wider (
    id      {id},
    tenant  {integer} NOT NULL,
    person  {integer} NOT NULL,
    role    TEXT NOT NULL CHECK (role IN (
        'room_secretary', 'convener', 'leader', 'member', 'unit_officer', 'privacy_officer')),
    area    TEXT,
    room    {integer},
    unit    {integer},
    {key} (tenant, id),
    CHECK (area IS NULL OR room IS NULL),
    CHECK (unit IS NULL OR (area IS NULL AND room IS NULL)),
    CHECK ((role = 'unit_officer') = (unit IS NOT NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
INSERT INTO appointment_wider (id, tenant, person, role, area, room)
    SELECT id, tenant, person, role, area, room FROM appointment;
DROP TABLE appointment;
ALTER TABLE appointment_wider RENAME TO appointment;
CREATE INDEX appointment_by_person ON appointment (tenant, person);
CREATE INDEX appointment_by_role ON appointment (tenant, role);

CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);

-- A session, an item, a confirmation and a request are read by replaying their logs; their rows hold what lists, searches
-- and CHECKs need.
CREATE TABLE consultation_session (
    id                  {id},
    tenant              {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    title               TEXT,
    place               TEXT,
    starts_on           TEXT NOT NULL,
    starts_minute       {integer} NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
    state               TEXT NOT NULL CHECK (state IN (
        'planned', 'announced', 'ready', 'in_progress', 'concluded', 'minutes_drafted', 'minutes_confirmed',
        'outcome_issued', 'archived', 'postponed', 'cancelled')),
    is_announced        {integer} NOT NULL CHECK (is_announced IN (0, 1)),
    conclusion          TEXT CHECK (conclusion IN ('consensus', 'no_consensus')),
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state IN ('concluded', 'minutes_drafted', 'minutes_confirmed', 'outcome_issued', 'archived'))
        = (conclusion IS NOT NULL)),
    CHECK ((state IN ('concluded', 'minutes_drafted', 'minutes_confirmed')) = (due_on IS NOT NULL)),
    CHECK (state IN ('planned', 'postponed', 'cancelled') OR is_announced = 1),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX consultation_session_by_day ON consultation_session (tenant, starts_on, id);
CREATE INDEX consultation_session_by_room ON consultation_session (tenant, room, starts_on);

CREATE TABLE session_participant (
    id          {id},
    tenant      {integer} NOT NULL,
    session     {integer} NOT NULL,
    category    TEXT NOT NULL CHECK (category IN ('member', 'department', 'grassroots', 'people', 'expert')),
    person      {integer},
    is_present  {integer} NOT NULL CHECK (is_present IN (0, 1)),
    {key} (tenant, id),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX session_participant_by_session ON session_participant (tenant, session);
CREATE INDEX session_participant_by_person ON session_participant (tenant, person) WHERE person IS NOT NULL;

CREATE TABLE topic_wider (
    id                    {id},
    tenant                {integer} NOT NULL,
    room                  {integer} NOT NULL,
    area                  TEXT NOT NULL,
    source                TEXT NOT NULL,
    received_at           {integer} NOT NULL,
    tracking_hash         {bytes} NOT NULL,
    text                  {integer} NOT NULL,
    place                 {integer},
    round                 {integer} NOT NULL CHECK (round > 0),
    previous_round        {integer},
    next_round            {integer},
    state                 TEXT NOT NULL CHECK (state IN (
        'held', 'screening', 'asked', 'pooled', 'rejected', 'merged', 'redirected', 'solved_directly', 'selected',
        'researching', 'ready', 'scheduled', 'consulted', 'in_handling', 'closed', 'reopened', 'withdrawn')),
    question              {integer},
    answer                {integer},
    rejection_ground      TEXT,
    rejection_reason      {integer},
    merged_into           {integer},
    researcher            {integer},
    research_records      {integer} NOT NULL CHECK (research_records >= 0),
    session               {integer},
    closure               TEXT CHECK (closure IN ('handled', 'no_action')),
    claimed               TEXT CHECK (claimed IN ('solved', 'partly', 'unsolved')),
    closure_reason        {integer},
    due_on                TEXT,
    due_from              TEXT,
    due_term              TEXT,
    due_is_provisional    {integer} CHECK (due_is_provisional IN (0, 1)),
    publication           TEXT NOT NULL CHECK (publication IN ('hidden', 'reviewed', 'published', 'withdrawn')),
    reviewers             TEXT NOT NULL,
    -- The public wording, in clear: it is what strangers read and search.
    public_title          TEXT,
    public_body           TEXT,
    version               {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, tracking_hash),
    UNIQUE (tenant, previous_round),
    CHECK ((round = 1) = (previous_round IS NULL)),
    CHECK ((state = 'asked') = (question IS NOT NULL)),
    CHECK ((state = 'solved_directly') = (answer IS NOT NULL)),
    CHECK ((state = 'rejected') = (rejection_ground IS NOT NULL)),
    CHECK ((rejection_ground IS NULL) = (rejection_reason IS NULL)),
    CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    CHECK (state NOT IN ('screening', 'researching') OR due_on IS NOT NULL),
    CHECK (state <> 'researching' OR researcher IS NOT NULL),
    CHECK (state NOT IN ('ready', 'scheduled', 'consulted', 'in_handling', 'closed', 'reopened')
        OR research_records > 0),
    CHECK ((state IN ('scheduled', 'consulted', 'in_handling', 'closed', 'reopened')) = (session IS NOT NULL)),
    CHECK ((state = 'closed') = (closure IS NOT NULL)),
    CHECK (closure IS NULL OR (closure = 'handled') = (claimed IS NOT NULL)),
    CHECK (closure IS NULL OR (closure = 'no_action') = (closure_reason IS NOT NULL)),
    CHECK (closure IS NOT NULL OR (claimed IS NULL AND closure_reason IS NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    CHECK (publication IN ('hidden', 'withdrawn') OR public_title IS NOT NULL),
    CHECK ((public_title IS NULL) = (public_body IS NULL)),
    CHECK ((publication = 'reviewed') = (reviewers <> '')),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, researcher) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, text) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, place) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, question) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, answer) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, rejection_reason) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, closure_reason) REFERENCES content (tenant, id)
) {strict};
INSERT INTO topic_wider (id, tenant, room, area, source, received_at, tracking_hash, text, place, round, state, question,
        answer, rejection_ground, rejection_reason, research_records, due_on, due_from, due_term, due_is_provisional,
        publication, reviewers, public_title, public_body, version)
    SELECT id, tenant, room, area, source, received_at, tracking_hash, text, place, 1, state, question, answer,
        rejection_ground, rejection_reason, 0, due_on, due_from, due_working_days || 'wd', due_is_provisional,
        publication, reviewers, public_title, public_body, version
    FROM topic;
DROP TABLE topic;
ALTER TABLE topic_wider RENAME TO topic;
CREATE INDEX topic_public ON topic (tenant, id) WHERE publication = 'published';
CREATE INDEX topic_public_by_room ON topic (tenant, room, id) WHERE publication = 'published';
CREATE INDEX topic_waiting ON topic (tenant, room, due_on, id) WHERE state IN ('held', 'screening', 'asked');
CREATE INDEX topic_by_room ON topic (tenant, room, id);
CREATE INDEX topic_by_state ON topic (tenant, state, due_on, id);
CREATE INDEX topic_by_researcher ON topic (tenant, researcher, id) WHERE researcher IS NOT NULL;
CREATE INDEX topic_merged ON topic (tenant, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE suggestion_item (
    id                  {id},
    tenant              {integer} NOT NULL,
    session             {integer} NOT NULL,
    topic               {integer} NOT NULL,
    room                {integer} NOT NULL,
    area                TEXT NOT NULL,
    unit                {integer} NOT NULL,
    officer             {integer} NOT NULL,
    task                {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN (
        'drafted', 'approved', 'dispatched', 'return_requested', 'accepted', 'in_progress', 'reported', 'sent_back',
        'verified', 'closed', 'reopened')),
    next_milestone_on   TEXT,
    adoption            TEXT CHECK (adoption IN ('adopted', 'partly', 'declined')),
    claimed             TEXT CHECK (claimed IN ('solved', 'partly', 'unsolved')),
    inquiries           {integer} NOT NULL CHECK (inquiries >= 0),
    closed_on           TEXT,
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state IN ('drafted', 'approved', 'reported', 'closed')) = (due_on IS NULL)),
    CHECK (state NOT IN ('reported', 'verified', 'closed') OR claimed IS NOT NULL),
    CHECK ((adoption IS NULL) = (claimed IS NULL)),
    CHECK (state NOT IN ('verified', 'closed') OR inquiries > 0),
    CHECK (state <> 'closed' OR closed_on IS NOT NULL),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, officer) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, task) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX suggestion_item_by_session ON suggestion_item (tenant, session);
CREATE INDEX suggestion_item_by_topic ON suggestion_item (tenant, topic);
CREATE INDEX suggestion_item_by_unit ON suggestion_item (tenant, unit, state, due_on, id);
CREATE INDEX suggestion_item_by_state ON suggestion_item (tenant, state, due_on, id);

CREATE TABLE topic_support (
    id          {id},
    tenant      {integer} NOT NULL,
    topic       {integer} NOT NULL,
    phone       {integer},
    phone_hash  {bytes},
    created_at  {integer} NOT NULL,
    {key} (tenant, id),
    UNIQUE (tenant, topic, phone_hash),
    CHECK ((phone IS NULL) = (phone_hash IS NULL)),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, phone) REFERENCES content (tenant, id)
) {strict};

-- One row for each person asked: the denominator. The token of a link is kept as its hash alone.
CREATE TABLE confirmation (
    id           {id},
    tenant       {integer} NOT NULL,
    item         {integer} NOT NULL,
    inquiry      {integer} NOT NULL CHECK (inquiry > 0),
    voice        TEXT NOT NULL CHECK (voice IN ('submitter', 'supporter', 'participant')),
    voice_id     {integer} NOT NULL,
    token_hash   {bytes},
    expires_at   {integer},
    outcome      TEXT CHECK (outcome IN ('solved', 'partly', 'unsolved')),
    rating       TEXT CHECK (rating IN ('satisfied', 'basically', 'dissatisfied')),
    remark       {integer},
    answered_at  {integer},
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, item, inquiry, voice, voice_id),
    UNIQUE (tenant, token_hash),
    CHECK ((token_hash IS NULL) = (expires_at IS NULL)),
    CHECK ((outcome IS NULL) = (rating IS NULL)),
    CHECK ((outcome IS NULL) = (answered_at IS NULL)),
    CHECK (voice <> 'submitter' OR token_hash IS NULL),
    FOREIGN KEY (tenant, item) REFERENCES suggestion_item (tenant, id),
    FOREIGN KEY (tenant, remark) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX confirmation_by_voice ON confirmation (tenant, voice, voice_id);

CREATE TABLE erasure_request (
    id                  {id},
    tenant              {integer} NOT NULL,
    topic               {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK ((state = 'open') = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id)
) {strict};
CREATE INDEX erasure_request_by_state ON erasure_request (tenant, state, due_on, id);
CREATE UNIQUE INDEX erasure_request_open ON erasure_request (tenant, topic) WHERE state = 'open';
