-- What members think of how an item was handled: one row for each member and item. A score is read by replaying its log.
CREATE TABLE handling_score (
    id        {id},
    tenant    {integer} NOT NULL,
    item      {integer} NOT NULL,
    member    {integer} NOT NULL,
    points    {integer} NOT NULL CHECK (points BETWEEN 1 AND 5),
    reason    {integer},
    version   {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, item, member),
    CHECK (points > 2 OR reason IS NOT NULL),
    FOREIGN KEY (tenant, item) REFERENCES suggestion_item (tenant, id),
    FOREIGN KEY (tenant, member) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, reason) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX handling_score_by_member ON handling_score (tenant, member, item);

-- The handling assessment of a year as a numbered document; what it says lies in its event.
CREATE TABLE handling_assessment (
    id         {id},
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    year       {integer} NOT NULL,
    number     TEXT NOT NULL,
    issued_on  TEXT NOT NULL,
    issuer     {integer} NOT NULL,
    {key} (tenant, id),
    UNIQUE (tenant, year),
    UNIQUE (tenant, number),
    FOREIGN KEY (tenant, issuer) REFERENCES person (tenant, id)
) {strict};

-- Assessments have numbers of their own, and whoever scores waits for whoever issues.
CREATE TABLE document_register_wider (
    tenant    {integer} NOT NULL REFERENCES tenant (id),
    register  TEXT NOT NULL CHECK (register IN ('suggestion_list', 'look_back', 'assessment', 'handling_score')),
    year      {integer} NOT NULL,
    last      {integer} NOT NULL CHECK (last > 0),
    PRIMARY KEY (tenant, register, year)
) {strict};
INSERT INTO document_register_wider (tenant, register, year, last)
SELECT tenant, register, year, last FROM document_register;
DROP TABLE document_register;
ALTER TABLE document_register_wider RENAME TO document_register;
