// Does a decision point take in by other rules than these? Then it gets them, and its epoch rises.
MATCH (p:DecisionPoint {key: $point})
USING INDEX SEEK p:DecisionPoint(key)
WHERE p.intakeRules IS NULL OR p.intakeRules <> $rules
SET p.intakeRules = $rules, p.epoch = p.epoch + 1
RETURN p.epoch AS epoch
