-- Proposals (提案). A proposal, an assignment and an opinion are each read by replaying their logs; the rows hold what lists,
-- sums, public pages and CHECKs need.

CREATE TABLE proposal (
    id                  {id},
    tenant              {integer} NOT NULL,
    kind                TEXT NOT NULL CHECK (kind IN ('member', 'sector', 'group', 'organisation', 'committee')),
    -- The first proposer, or who signs for the body.
    signer              {integer} NOT NULL,
    body                {integer},
    organisation        {integer},
    subject             {integer} NOT NULL,
    state               TEXT NOT NULL CHECK (state IN (
        'draft', 'awaiting_co_signers', 'submitted', 'returned', 'not_filed', 'forwarded', 'filed', 'merged',
        'handling', 'replied', 'rehandling', 'closed', 'follow_up', 'withdrawn')),
    -- The plenary session to which it belongs, by its numbers, and when it was handed in.
    term                {integer},
    session             {integer},
    period              TEXT CHECK (period IN ('before_session', 'in_session', 'recess')),
    serial              {integer} CHECK (serial > 0),
    lead                {integer},
    ground              TEXT,
    outcome             TEXT,
    replies             {integer} NOT NULL CHECK (replies >= 0),
    is_open             {integer} NOT NULL CHECK (is_open IN (0, 1)),
    is_key              {integer} NOT NULL CHECK (is_key IN (0, 1)),
    -- Whether the first proposer has asked to take it back.
    asks_back           {integer} NOT NULL CHECK (asks_back IN (0, 1)),
    publication         TEXT NOT NULL CHECK (publication IN ('hidden', 'reviewed', 'published', 'withdrawn')),
    public_title        TEXT,
    public_body         TEXT,
    submitted_on        TEXT,
    filed_on            TEXT,
    closed_on           TEXT,
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    -- A number is given once, and never again (BR-13).
    UNIQUE (tenant, term, session, serial),
    CHECK ((kind IN ('sector', 'group', 'committee')) = (body IS NOT NULL)),
    CHECK ((kind = 'organisation') = (organisation IS NOT NULL)),
    CHECK ((term IS NULL) = (session IS NULL)),
    CHECK ((term IS NULL) = (period IS NULL)),
    CHECK ((term IS NULL) = (submitted_on IS NULL)),
    CHECK ((serial IS NULL) = (filed_on IS NULL)),
    CHECK (serial IS NULL OR term IS NOT NULL),
    CHECK (term IS NOT NULL OR state IN ('draft', 'awaiting_co_signers', 'withdrawn')),
    CHECK (serial IS NOT NULL OR state NOT IN ('filed', 'handling', 'replied', 'rehandling')),
    CHECK (lead IS NOT NULL OR state <> 'merged'),
    CHECK (asks_back = 0 OR state IN ('filed', 'handling')),
    CHECK (state <> 'not_filed' OR ground IS NOT NULL),
    CHECK (publication <> 'published' OR (is_open = 1 AND serial IS NOT NULL AND public_title IS NOT NULL)),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, signer) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, body) REFERENCES organ (tenant, id),
    FOREIGN KEY (tenant, organisation) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, subject) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX proposal_by_state ON proposal (tenant, state, id);
CREATE INDEX proposal_by_signer ON proposal (tenant, signer, id);
CREATE INDEX proposal_by_lead ON proposal (tenant, lead) WHERE lead IS NOT NULL;
CREATE INDEX proposal_published ON proposal (tenant, publication, term, session, serial);

-- Who was invited to sign a proposal, in that order, and what they said.
CREATE TABLE proposal_co_signer (
    tenant    {integer} NOT NULL,
    proposal  {integer} NOT NULL,
    person    {integer} NOT NULL,
    place     {integer} NOT NULL,
    answer    TEXT CHECK (answer IN ('signed', 'declined')),
    PRIMARY KEY (tenant, proposal, person),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX proposal_co_signer_by_person ON proposal_co_signer (tenant, person, proposal);

-- Who looks after a proposal that is not decided, and until when.
CREATE TABLE proposal_claim (
    tenant    {integer} NOT NULL,
    proposal  {integer} NOT NULL,
    person    {integer} NOT NULL,
    until     {integer} NOT NULL,
    PRIMARY KEY (tenant, proposal),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};

-- What each unit has to do with a proposal (交办).
CREATE TABLE proposal_assignment (
    id                  {id},
    tenant              {integer} NOT NULL,
    proposal            {integer} NOT NULL,
    unit                {integer} NOT NULL,
    part                TEXT NOT NULL CHECK (part IN ('lead', 'co_handler', 'separate')),
    state               TEXT NOT NULL CHECK (state IN (
        'issued', 'return_requested', 'signed_for', 'drafted', 'sent_back', 'checked', 'sent', 'recalled')),
    -- What its last reply came to, by the county's list.
    outcome             TEXT,
    replies             {integer} NOT NULL CHECK (replies >= 0),
    contacts            {integer} NOT NULL CHECK (contacts >= 0),
    asks_longer         {integer} NOT NULL CHECK (asks_longer IN (0, 1)),
    received_on         TEXT,
    sent_on             TEXT,
    reminded_on         TEXT,
    due_on              TEXT,
    due_from            TEXT,
    due_term            TEXT,
    due_is_provisional  {integer} CHECK (due_is_provisional IN (0, 1)),
    version             {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, proposal, unit),
    CHECK (state <> 'sent' OR replies > 0),
    CHECK (part <> 'co_handler' OR outcome IS NULL),
    CHECK (state NOT IN ('sent', 'recalled') OR due_on IS NULL),
    CHECK ((due_on IS NULL) = (due_from IS NULL)),
    CHECK ((due_on IS NULL) = (due_term IS NULL)),
    CHECK ((due_on IS NULL) = (due_is_provisional IS NULL)),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
CREATE INDEX proposal_assignment_by_unit ON proposal_assignment (tenant, unit, state, id);
CREATE INDEX proposal_assignment_by_state ON proposal_assignment (tenant, state, id);

-- What each proposer thinks of each reply: one row for each person asked, which gives the denominator (BR-21).
CREATE TABLE proposer_opinion (
    id        {id},
    tenant    {integer} NOT NULL,
    proposal  {integer} NOT NULL,
    -- The one that was answered: the same, or the one it is part of.
    lead      {integer} NOT NULL,
    number    {integer} NOT NULL CHECK (number > 0),
    proposer  {integer} NOT NULL,
    manner    TEXT CHECK (manner IN ('satisfied', 'basically', 'dissatisfied')),
    result    TEXT CHECK (result IN ('satisfied', 'basically', 'dissatisfied')),
    remark    {integer},
    version   {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, proposal, number, proposer),
    CHECK ((manner IS NULL) = (result IS NULL)),
    CHECK (remark IS NULL OR result IS NOT NULL),
    FOREIGN KEY (tenant, proposal) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, lead) REFERENCES proposal (tenant, id),
    FOREIGN KEY (tenant, proposer) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, remark) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX proposer_opinion_by_lead ON proposer_opinion (tenant, lead, number);
CREATE INDEX proposer_opinion_by_proposer ON proposer_opinion (tenant, proposer, id);

-- Somebody reviews, numbers and assigns them: the CHECK of the role grows. Nothing refers to appointments, and none is lost.
CREATE TABLE appointment_wider (
    id           {id},
    tenant       {integer} NOT NULL,
    person       {integer} NOT NULL,
    role         TEXT NOT NULL CHECK (role IN (
        'room_secretary', 'convener', 'leader', 'member', 'unit_officer', 'privacy_officer', 'proposal_officer',
        'system_administrator', 'security_administrator', 'audit_administrator')),
    area         TEXT,
    room         {integer},
    unit         {integer},
    valid_from   TEXT CHECK (length(valid_from) = 10),
    valid_until  TEXT CHECK (length(valid_until) = 10),
    acting_for   {integer},
    ended_at     {integer},
    {key} (tenant, id),
    CHECK (area IS NULL OR room IS NULL),
    CHECK (unit IS NULL OR (area IS NULL AND room IS NULL)),
    CHECK ((role = 'unit_officer') = (unit IS NOT NULL)),
    CHECK (role NOT IN ('proposal_officer', 'system_administrator', 'security_administrator', 'audit_administrator')
        OR (area IS NULL AND room IS NULL)),
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from),
    CHECK (acting_for IS NULL OR (valid_from IS NOT NULL AND valid_until IS NOT NULL)),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, acting_for) REFERENCES person (tenant, id)
) {strict};
INSERT INTO appointment_wider (id, tenant, person, role, area, room, unit, valid_from, valid_until, acting_for, ended_at)
    SELECT id, tenant, person, role, area, room, unit, valid_from, valid_until, acting_for, ended_at FROM appointment;
DROP TABLE appointment;
ALTER TABLE appointment_wider RENAME TO appointment;
CREATE INDEX appointment_by_person ON appointment (tenant, person);
CREATE INDEX appointment_by_role ON appointment (tenant, role);

-- Proposals have numbers of their own, in series of term and session.
CREATE TABLE document_register_wider (
    tenant    {integer} NOT NULL REFERENCES tenant (id),
    register  TEXT NOT NULL CHECK (register IN (
        'suggestion_list', 'look_back', 'assessment', 'handling_score', 'proposal')),
    year      {integer} NOT NULL,
    last      {integer} NOT NULL CHECK (last > 0),
    PRIMARY KEY (tenant, register, year)
) {strict};
INSERT INTO document_register_wider (tenant, register, year, last)
SELECT tenant, register, year, last FROM document_register;
DROP TABLE document_register;
ALTER TABLE document_register_wider RENAME TO document_register;

-- A link may say that a record became a proposal (BR-46). Nothing refers to links, and none is lost.
CREATE TABLE record_link_wider (
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    from_kind  TEXT NOT NULL,
    from_id    {integer} NOT NULL,
    relation   TEXT NOT NULL CHECK (relation IN (
        'related_to', 'merged_into', 'followed_by', 'consults', 'resulted_in', 'raised', 'escalated_to', 'advises',
        'proposed_as')),
    to_kind    TEXT NOT NULL,
    to_id      {integer} NOT NULL,
    PRIMARY KEY (tenant, from_kind, from_id, relation, to_kind, to_id)
) {strict};
INSERT INTO record_link_wider SELECT tenant, from_kind, from_id, relation, to_kind, to_id FROM record_link;
DROP TABLE record_link;
ALTER TABLE record_link_wider RENAME TO record_link;
CREATE INDEX record_link_back ON record_link (tenant, to_kind, to_id);

-- Notices of proposals are a kind of their own.
CREATE TABLE notice_choice_wider (
    tenant   {integer} NOT NULL,
    person   {integer} NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN (
        'topics', 'sessions', 'items', 'receptions', 'sentiments', 'look_backs', 'proposals', 'personal_data',
        'backups')),
    choice   TEXT NOT NULL CHECK (choice IN ('each', 'digest', 'product')),
    PRIMARY KEY (tenant, person, kind),
    CHECK (choice <> 'product' OR kind NOT IN ('personal_data', 'backups')),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
INSERT INTO notice_choice_wider (tenant, person, kind, choice) SELECT tenant, person, kind, choice FROM notice_choice;
DROP TABLE notice_choice;
ALTER TABLE notice_choice_wider RENAME TO notice_choice;
