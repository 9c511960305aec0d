// Automatic decisions that were drawn for a blind review are found by decision point and by how far that is.
CREATE INDEX decision_spot_check_index IF NOT EXISTS FOR (n:Decision) ON (n.spotCheck);
