// How many nodes of each kind are registered?
RETURN [
  ['BusinessEntity', COUNT { (:BusinessEntity) }],
  ['Category', COUNT { (:Category) }],
  ['Constraint', COUNT { (:Constraint) }],
  ['DataSource', COUNT { (:DataSource) }],
  ['Dataset', COUNT { (:Dataset) }],
  ['DecisionPoint', COUNT { (:DecisionPoint) }],
  ['Feature', COUNT { (:Feature) }],
  ['Model', COUNT { (:Model) }],
  ['Person', COUNT { (:Person) }],
  ['Policy', COUNT { (:Policy) }],
  ['Queue', COUNT { (:Queue) }],
  ['Team', COUNT { (:Team) }]
] AS totals
