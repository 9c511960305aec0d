// How many decisions and outcomes are there, whatever their ids?
CALL () {
  MATCH (d:Decision)
  RETURN count(d) AS decisions
}
CALL () {
  MATCH (o:Outcome)
  RETURN count(o) AS outcomes
}
RETURN decisions, outcomes
