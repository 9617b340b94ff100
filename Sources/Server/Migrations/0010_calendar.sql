-- A tenant's own days over the national table of days off, and the years whose table the tenant has entered itself.

CREATE TABLE calendar_day (
    tenant  {integer} NOT NULL REFERENCES tenant (id),
    day     TEXT NOT NULL CHECK (length(day) = 10),
    kind    TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    name    TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (tenant, day)
) {strict};

CREATE TABLE calendar_year (
    tenant  {integer} NOT NULL REFERENCES tenant (id),
    year    {integer} NOT NULL CHECK (year BETWEEN 2000 AND 2099),
    PRIMARY KEY (tenant, year)
) {strict};
