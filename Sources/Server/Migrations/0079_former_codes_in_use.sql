-- How often a code that was replaced still led to its room: where an old poster hangs. A number for a day, and nothing of whom.
CREATE TABLE room_former_scan (
    tenant    {integer} NOT NULL,
    token     TEXT NOT NULL,
    day       TEXT NOT NULL,
    times     {integer} NOT NULL CHECK (times > 0),
    PRIMARY KEY (tenant, token, day),
    FOREIGN KEY (tenant, token) REFERENCES room_former_token (tenant, token)
) {strict};
