-- Who answers for a unit, as the register has it: the first officer and the second, who stands in. Roles are given apart.
ALTER TABLE handling_unit ADD COLUMN officer {integer};
ALTER TABLE handling_unit ADD COLUMN second_officer {integer};

-- On what a role rests: on what the registers said, or on nobody's line but the administrator's own.
ALTER TABLE appointment ADD COLUMN basis TEXT CHECK (basis IN ('register'));
