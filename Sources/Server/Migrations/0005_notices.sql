-- What somebody is told inside the product: delivered from the outbox, once for each event and person.
CREATE TABLE notice (
    id          {id},
    tenant      {integer} NOT NULL,
    person      {integer} NOT NULL,
    event       {integer} NOT NULL,
    created_at  {integer} NOT NULL,
    read_at     {integer},
    {key} (tenant, id),
    UNIQUE (tenant, event, person),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, event) REFERENCES event (tenant, id)
) {strict};
CREATE INDEX notice_by_person ON notice (tenant, person, id);
