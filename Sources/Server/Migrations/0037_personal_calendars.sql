-- The secret address of a person's own calendar: a hash of it, one for each person.
CREATE TABLE personal_calendar (
    tenant      {integer} NOT NULL,
    person      {integer} NOT NULL,
    token_hash  {bytes} NOT NULL,
    made_at     {integer} NOT NULL,
    PRIMARY KEY (tenant, person),
    UNIQUE (tenant, token_hash),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
