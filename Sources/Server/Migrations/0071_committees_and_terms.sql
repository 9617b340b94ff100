-- How often the names, the phone and the host names of a committee were changed since it was founded: guards each change.
ALTER TABLE tenant ADD COLUMN version {integer} NOT NULL DEFAULT 0 CHECK (version >= 0);

-- Until when somebody is a member, where that is known beforehand; the line ends by itself on the day after.
ALTER TABLE membership ADD COLUMN ends_on TEXT;

-- Which members go on into a term that began after they did (BR-11): ticked when the term was changed.
CREATE TABLE membership_term (
    tenant      {integer} NOT NULL,
    term        {integer} NOT NULL,
    membership  {integer} NOT NULL,
    PRIMARY KEY (tenant, term, membership),
    FOREIGN KEY (tenant, term) REFERENCES term (tenant, id),
    FOREIGN KEY (tenant, membership) REFERENCES membership (tenant, id)
) {strict};

-- The change into a term: planned until the term begins, then carried out; open again when it was undone.
CREATE TABLE term_change (
    tenant  {integer} NOT NULL,
    term    {integer} NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('open', 'planned', 'carried_out')),
    version {integer} NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant, term),
    FOREIGN KEY (tenant, term) REFERENCES term (tenant, id)
) {strict};

-- Whoever is a member as this comes is one of the term that is on, whenever he first became one.
INSERT INTO membership_term (tenant, term, membership)
SELECT m.tenant, t.id, m.id FROM membership m JOIN term t ON t.tenant = m.tenant
WHERE m.level = 'own' AND m.ended_on IS NULL AND t.ended_on IS NULL AND t.starts_on <= {today}
    AND NOT EXISTS (
        SELECT 1 FROM term n WHERE n.tenant = t.tenant AND n.ended_on IS NULL
            AND n.starts_on <= {today}
            AND (n.starts_on > t.starts_on OR n.starts_on = t.starts_on AND n.id > t.id));
