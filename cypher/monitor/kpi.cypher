// What is on record of a figure?
MATCH (k:Kpi {id: $id})
USING INDEX SEEK k:Kpi(id)
RETURN k { .* } AS kpi
