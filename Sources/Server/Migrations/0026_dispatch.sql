-- What a topic is called in a system outside: 'in' where that system pushed it, 'out' where it was sent on to it. Of one
-- system each number stands for one topic, so that a push has exactly one receipt (BR-09).
CREATE TABLE topic_dispatch (
    tenant       {integer} NOT NULL,
    topic        {integer} NOT NULL,
    direction    TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    channel      TEXT NOT NULL CHECK (channel IN ('grid', 'hotline')),
    system       TEXT NOT NULL,
    number       TEXT NOT NULL,
    -- Under a key; tells whether the same number comes with the same words again.
    body_hash    {bytes} CHECK ((body_hash IS NOT NULL) = (direction = 'in')),
    result       {integer},
    is_returned  {integer} NOT NULL CHECK (is_returned IN (0, 1)),
    PRIMARY KEY (tenant, topic, direction),
    UNIQUE (tenant, direction, system, number),
    CHECK (is_returned = 0 OR result IS NOT NULL),
    CHECK (direction = 'in' OR (result IS NULL AND is_returned = 0)),
    FOREIGN KEY (tenant, topic) REFERENCES topic (tenant, id),
    FOREIGN KEY (tenant, result) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX topic_sent_out ON topic (tenant, id) WHERE redirect_channel IN ('hotline', 'grid');
