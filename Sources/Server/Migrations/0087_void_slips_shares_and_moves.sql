-- Slips that are made void: what nobody has spent of the batch is good for nothing from then on.
ALTER TABLE slip_batch ADD COLUMN voided_at {integer};

-- From where a place of a reception day was booked by somebody who has shown no phone to be the own one: known again within the day
-- alone, kept until the booking is given back or the day is over. One device and one address book no more than their share of it.
ALTER TABLE reception_visit ADD COLUMN device_hash {bytes};
ALTER TABLE reception_visit ADD COLUMN address_hash {bytes};

-- Rooms that were moved into another area. What belongs to a room names the area in which it lay, so that lists find it by an index;
-- that follows the room in lots, table by table. `step` and `after_id` say how far it is. The row stays: logs tell the area in which a
-- record began, and whose the record is goes by the room's area now.
CREATE TABLE room_move (
    tenant       {integer} NOT NULL,
    room         {integer} NOT NULL,
    moved_at     {integer} NOT NULL,
    step         {integer} NOT NULL DEFAULT 0 CHECK (step >= 0),
    after_id     {integer} NOT NULL DEFAULT 0,
    -- How many have followed.
    records      {integer} NOT NULL DEFAULT 0 CHECK (records >= 0),
    finished_at  {integer},
    PRIMARY KEY (tenant, room),
    FOREIGN KEY (tenant, room) REFERENCES room (tenant, id)
) {strict};

-- Those that were moved before there was this.
INSERT INTO room_move (tenant, room, moved_at)
    SELECT r.tenant, r.id, 0 FROM room r
    WHERE EXISTS (SELECT 1 FROM topic t WHERE t.tenant = r.tenant AND t.room = r.id AND t.area <> r.area)
        OR EXISTS (
            SELECT 1 FROM consultation_session s WHERE s.tenant = r.tenant AND s.room = r.id AND s.area <> r.area)
        OR EXISTS (SELECT 1 FROM sentiment_issue i WHERE i.tenant = r.tenant AND i.room = r.id AND i.area <> r.area)
        OR EXISTS (SELECT 1 FROM reception_day d WHERE d.tenant = r.tenant AND d.room = r.id AND d.area <> r.area);
