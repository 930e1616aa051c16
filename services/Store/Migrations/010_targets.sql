-- The few series that hold a target (kind 2), so that listing targets does not walk every figure.
CREATE INDEX statement_targets ON statement (series_id) WHERE kind = 2;
