-- Why a word may have come from the handling unit itself: it is shown apart and counts all the same.
ALTER TABLE confirmation ADD COLUMN flag TEXT CHECK (flag IN ('unit_account', 'unit_address'));

-- From where the officers of a unit have worked in the last two weeks: keyed hashes alone.
CREATE TABLE unit_address (
    tenant        {integer} NOT NULL,
    unit          {integer} NOT NULL,
    address_hash  {bytes} NOT NULL,
    seen_at       {integer} NOT NULL,
    PRIMARY KEY (tenant, unit, address_hash),
    FOREIGN KEY (tenant, unit) REFERENCES handling_unit (tenant, id)
) {strict};
