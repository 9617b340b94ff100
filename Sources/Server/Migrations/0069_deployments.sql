-- Notices by which the committee passes on what was decided, or gives out work (传达部署, A2-27). What one says is fixed once it is
-- out and lies in its event; its row holds what lists need.
CREATE TABLE deployment (
    id         {id},
    tenant     {integer} NOT NULL REFERENCES tenant (id),
    kind       TEXT NOT NULL CHECK (kind IN ('convey', 'deploy')),
    title      {integer} NOT NULL,
    organ      {integer},
    issued_on  TEXT NOT NULL,
    due_on     TEXT NOT NULL,
    {key} (tenant, id),
    CHECK (due_on >= issued_on),
    FOREIGN KEY (tenant, title) REFERENCES content (tenant, id),
    FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id)
) {strict};

-- What each room and unit does about one. A receipt is read by replaying its log.
CREATE TABLE deployment_receipt (
    id           {id},
    tenant       {integer} NOT NULL,
    deployment   {integer} NOT NULL,
    room         {integer},
    area         TEXT,
    unit         {integer},
    state        TEXT NOT NULL CHECK (state IN ('sent', 'signed', 'reported', 'excused')),
    -- While something is owed.
    due_on       TEXT,
    reminded_on  TEXT,
    reported_on  TEXT,
    report       {integer},
    followers    {integer} NOT NULL CHECK (followers >= 0),
    version      {integer} NOT NULL CHECK (version > 0),
    {key} (tenant, id),
    UNIQUE (tenant, deployment, room),
    UNIQUE (tenant, deployment, unit),
    CHECK ((room IS NULL) = (area IS NULL)),
    CHECK ((room IS NULL) = (unit IS NOT NULL)),
    CHECK ((state IN ('sent', 'signed')) = (due_on IS NOT NULL)),
    CHECK ((state = 'reported') = (reported_on IS NOT NULL)),
    CHECK ((state = 'reported') = (report IS NOT NULL)),
    CHECK (followers = 0 OR state IN ('signed', 'reported', 'excused')),
    FOREIGN KEY (tenant, deployment) REFERENCES deployment (tenant, id),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id),
    FOREIGN KEY (tenant, report) REFERENCES content (tenant, id)
) {strict};
CREATE INDEX deployment_receipt_by_room ON deployment_receipt (tenant, room, state, due_on) WHERE room IS NOT NULL;
CREATE INDEX deployment_receipt_by_unit ON deployment_receipt (tenant, unit, state, due_on) WHERE unit IS NOT NULL;
CREATE INDEX deployment_receipt_owed ON deployment_receipt (tenant, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX deployment_receipt_by_state ON deployment_receipt (tenant, state, id);

-- The sessions and topics that followed, by which their own pages name the notice.
CREATE TABLE deployment_follower (
    tenant   {integer} NOT NULL,
    receipt  {integer} NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('session', 'topic')),
    record   {integer} NOT NULL,
    PRIMARY KEY (tenant, receipt, kind, record),
    FOREIGN KEY (tenant, receipt) REFERENCES deployment_receipt (tenant, id)
) {strict};
CREATE INDEX deployment_follower_by_record ON deployment_follower (tenant, kind, record);

-- Items that are supervised jointly are few: whoever looks for those that nobody has gone to see finds them without the others.
CREATE INDEX suggestion_item_joint ON suggestion_item (tenant, state, due_on, id) WHERE is_jointly_supervised = 1;
