-- Files on their way into a register. The file lies here, sealed, until all of it is taken or nobody wants it.

CREATE TABLE register_import (
    id             {id},
    tenant         {integer} NOT NULL,
    register       TEXT NOT NULL,
    sender         {integer} NOT NULL,
    state          TEXT NOT NULL CHECK (state IN (
        'checking', 'checked', 'refused', 'applying', 'applied', 'stopped', 'discarded')),
    file           {bytes},
    problems       {bytes},
    rows_total     {integer} NOT NULL DEFAULT 0 CHECK (rows_total >= 0),
    rows_done      {integer} NOT NULL DEFAULT 0 CHECK (rows_done >= 0),
    claimed_until  {integer},
    created_at     {integer} NOT NULL,
    version        {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    CHECK (state NOT IN ('checking', 'checked', 'applying') OR file IS NOT NULL),
    FOREIGN KEY (tenant, sender) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX register_import_at_work ON register_import (tenant, id) WHERE state IN ('checking', 'applying');
