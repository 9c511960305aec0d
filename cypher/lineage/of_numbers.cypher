// What is stored of these nodes, given by their internal numbers?
UNWIND $numbers AS number
MATCH (n) WHERE id(n) = number
RETURN number, n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .command,
    .framework, .probability, .provision, .quality, .reason, .result, .row, .rule, .sentence, .shadow, .target, .toQueue,
    .value, .verdict, labels: labels(n) } AS facts
