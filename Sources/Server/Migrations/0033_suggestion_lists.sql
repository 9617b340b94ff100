-- The last number that was given in each yearly register of numbered documents. Whoever takes the next one holds the row
-- until the transaction ends: numbers have no gaps, and none is given twice.
CREATE TABLE document_register (
    tenant    {integer} NOT NULL REFERENCES tenant (id),
    register  TEXT NOT NULL CHECK (register IN ('suggestion_list', 'look_back')),
    year      {integer} NOT NULL,
    last      {integer} NOT NULL CHECK (last > 0),
    PRIMARY KEY (tenant, register, year)
) {strict};

-- The items of a session's outcome as one numbered document. A list is read by replaying its log; its row holds what lists
-- and CHECKs need.
CREATE TABLE suggestion_list (
    id         {id},
    tenant     {integer} NOT NULL,
    session    {integer} NOT NULL,
    room       {integer} NOT NULL,
    area       TEXT NOT NULL,
    year       {integer} NOT NULL,
    serial     {integer} NOT NULL CHECK (serial > 0),
    -- As it stands on the document.
    number     TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('issued', 'routed', 'received')),
    issued_on  TEXT NOT NULL,
    version    {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, year, serial),
    UNIQUE (tenant, session),
    FOREIGN KEY (tenant, session) REFERENCES consultation_session (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};
CREATE INDEX suggestion_list_by_state ON suggestion_list (tenant, state, id);
CREATE INDEX suggestion_list_by_room ON suggestion_list (tenant, room, id);

-- When a unit was last reminded of an item, and whether Party side and committee supervise it together.
ALTER TABLE suggestion_item ADD COLUMN reminded_on TEXT;
ALTER TABLE suggestion_item ADD COLUMN is_jointly_supervised {integer} NOT NULL DEFAULT 0
    CHECK (is_jointly_supervised IN (0, 1));
-- The number of the inquiry of a look-back that goes on.
ALTER TABLE suggestion_item ADD COLUMN asking_again {integer};
