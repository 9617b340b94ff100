-- What those who watch a record are told at once: numbered without gaps for each channel, kept for two days, so that
-- whoever was away for a moment is told what was missed.
CREATE TABLE stream (
    tenant       {integer} NOT NULL REFERENCES tenant (id),
    channel      TEXT NOT NULL CHECK (length(channel) BETWEEN 3 AND 80),
    last_number  {integer} NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (tenant, channel)
) {strict};

CREATE TABLE stream_event (
    tenant   {integer} NOT NULL,
    channel  TEXT NOT NULL,
    number   {integer} NOT NULL CHECK (number > 0),
    kind     TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    -- The record whose words it tells, so that they are erased with it.
    subject  {integer},
    data     TEXT NOT NULL,
    made_at  {integer} NOT NULL,
    PRIMARY KEY (tenant, channel, number),
    FOREIGN KEY (tenant, channel) REFERENCES stream (tenant, channel)
) {strict};
CREATE INDEX stream_event_by_age ON stream_event (tenant, made_at);
CREATE INDEX stream_event_by_subject ON stream_event (tenant, subject) WHERE subject IS NOT NULL;
