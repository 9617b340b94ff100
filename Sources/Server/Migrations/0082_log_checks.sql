-- Checks of the log: who had it checked or that its time had come, how far it is, and what was found. One at a time for a tenant.
CREATE TABLE log_check (
    id              {id},
    tenant          {integer} NOT NULL REFERENCES tenant (id),
    -- The audit administrator who asked for it; nobody where its time had come.
    person          {integer},
    began_at        {integer} NOT NULL,
    -- Another server leaves it alone until then.
    claimed_until   {integer},
    ended_at        {integer},
    -- It begins behind this event, where the last good one ended; 0 for the whole log.
    from_position   {integer} NOT NULL CHECK (from_position >= 0),
    -- How far the chain went when it began.
    goal            {integer} NOT NULL CHECK (goal >= from_position),
    -- How far it is: where it goes on, and where the next one may begin.
    position        {integer} NOT NULL CHECK (position >= from_position),
    chain           {bytes} NOT NULL,
    sealed_to       {integer} NOT NULL,
    events          {integer} NOT NULL,
    unsealed        {integer} NOT NULL,
    seals           {integer} NOT NULL,
    texts           {integer} NOT NULL,
    erased          {integer} NOT NULL,
    -- What it is compared with, of a mail that was kept, and whether it was found.
    head_position   {integer},
    head_signature  {bytes},
    holds_head      {integer} CHECK (holds_head IN (0, 1)),
    -- The first event that does not hold; a fault without a place is of the log as a whole.
    fault           TEXT,
    bad_position    {integer},
    bad_event       {integer},
    {key} (tenant, id),
    CHECK ((head_position IS NULL) = (head_signature IS NULL)),
    CHECK (holds_head IS NULL OR head_position IS NOT NULL),
    CHECK (fault IS NULL OR ended_at IS NOT NULL),
    FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
) {strict};
CREATE UNIQUE INDEX log_check_open ON log_check (tenant) WHERE ended_at IS NULL;
