-- Which contents were erased: every server on this database finds here what its own ledger file must hold too.
CREATE TABLE erasure (
    tenant     {integer} NOT NULL,
    content    {integer} NOT NULL,
    erased_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, content),
    FOREIGN KEY (tenant, content) REFERENCES content (tenant, id)
) {strict};

INSERT INTO erasure (tenant, content, erased_at)
SELECT tenant, id, erased_at FROM content WHERE erased_at IS NOT NULL;
