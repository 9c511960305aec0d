// What is told of these nodes, given by their internal numbers?
UNWIND $numbers AS number
MATCH (n) WHERE id(n) = number
RETURN number, n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .target, .shadow,
  .externalId, .quality, .value, .command, .toQueue, .knownAt, .recordedAt, labels: labels(n) } AS facts
