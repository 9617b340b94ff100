-- Photos and documents, kept in pieces beside the records they belong to: one transaction, one backup.
CREATE TABLE attachment (
    id           {id},
    tenant       {integer} NOT NULL REFERENCES tenant (id),
    -- NULL for a resident, who has no account.
    uploader     {integer},
    created_at   {integer} NOT NULL,
    media_type   TEXT NOT NULL,
    size         {integer} NOT NULL CHECK (size > 0),
    digest       {bytes},
    -- Sealed: a name may be personal data, and it can be erased.
    name         {bytes},
    -- The record it belongs to, named as the event log names its subject; nothing yet while it waits.
    record_kind  TEXT,
    record       {integer},
    erased_at    {integer},
    {key} (tenant, id),
    CHECK ((record_kind IS NULL) = (record IS NULL)),
    CHECK (erased_at IS NULL OR record IS NOT NULL),
    CHECK ((name IS NULL) = (erased_at IS NOT NULL)),
    CHECK ((digest IS NULL) = (erased_at IS NOT NULL)),
    FOREIGN KEY (tenant, uploader) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX attachment_of_record ON attachment (tenant, record_kind, record, id) WHERE record IS NOT NULL;
CREATE INDEX attachment_waiting ON attachment (tenant, created_at) WHERE record IS NULL;

-- The sealed bytes of an attachment, in pieces of 256 kB.
CREATE TABLE attachment_chunk (
    tenant      {integer} NOT NULL,
    attachment  {integer} NOT NULL,
    number      {integer} NOT NULL CHECK (number >= 0),
    bytes       {bytes} NOT NULL,
    PRIMARY KEY (tenant, attachment, number),
    FOREIGN KEY (tenant, attachment) REFERENCES attachment (tenant, id)
) {strict};
