-- On which special committee a duty branch of the Party stands (A1-19): whoever heads the one is secretary of the other (BR-31).
ALTER TABLE organ ADD COLUMN committee {integer};

-- Holds lie on every kind of record from which something personal goes by its period, named as the event log names it.
CREATE TABLE record_hold_wider (
    id           {id},
    tenant       {integer} NOT NULL REFERENCES tenant (id),
    record_kind  TEXT NOT NULL CHECK (record_kind IN (
        'topic', 'session', 'visit', 'sentiment', 'live_comment', 'clue', 'erasure', 'unmasking', 'proposal', 'deployment')),
    record       {integer} NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('placed', 'lifted')),
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id)
) {strict};
INSERT INTO record_hold_wider (id, tenant, record_kind, record, state, version)
    SELECT id, tenant, record_kind, record, state, version FROM record_hold;
DROP TABLE record_hold;
ALTER TABLE record_hold_wider RENAME TO record_hold;
CREATE UNIQUE INDEX record_hold_placed ON record_hold (tenant, record_kind, record) WHERE state = 'placed';
