CREATE TABLE room (
    id          {id},
    tenant      {integer} NOT NULL,
    name        TEXT NOT NULL,
    area        TEXT NOT NULL,
    level       TEXT NOT NULL CHECK (level IN ('district', 'town', 'village', 'sector', 'enterprise', 'park')),
    address     TEXT NOT NULL,
    token       TEXT NOT NULL CHECK (length(token) = 8),
    convener    {integer},
    secretary   {integer},
    created_at  {integer} NOT NULL,
    {key} (tenant, id),
    UNIQUE (tenant, token),
    FOREIGN KEY (tenant, area) REFERENCES area (tenant, code),
    FOREIGN KEY (tenant, convener) REFERENCES person (tenant, id),
    FOREIGN KEY (tenant, secretary) REFERENCES person (tenant, id)
) {strict};
CREATE INDEX room_by_area ON room (tenant, area, id);
