-- Who of the two supervises an item by an account, and which side has signed since its last report was found to hold (A3-11).
ALTER TABLE suggestion_item ADD COLUMN party_supervisor {integer};
ALTER TABLE suggestion_item ADD COLUMN committee_supervisor {integer};
ALTER TABLE suggestion_item ADD COLUMN party_signed {integer} NOT NULL DEFAULT 0 CHECK (party_signed IN (0, 1));
ALTER TABLE suggestion_item ADD COLUMN committee_signed {integer} NOT NULL DEFAULT 0 CHECK (committee_signed IN (0, 1));
CREATE INDEX suggestion_item_by_party_supervisor ON suggestion_item (tenant, party_supervisor);
CREATE INDEX suggestion_item_by_committee_supervisor ON suggestion_item (tenant, committee_supervisor);

-- What the numbered document of an outcome is called (A3-01, A3-14); nothing for the suggestion lists from before.
ALTER TABLE suggestion_list ADD COLUMN document TEXT;
