// Reads {schema, queries: [{file, text, parameters}]} from standard input; prints [{file, line, column, message}].
import { readFileSync } from 'node:fs';
import { lintCypherQuery } from '@neo4j-cypher/language-support';

const { schema, queries } = JSON.parse(readFileSync(0, 'utf8'));
const findings = queries.flatMap(({ file, text, parameters }) =>
  lintCypherQuery(text, { ...schema, parameters }).diagnostics.map(({ range, message }) => ({
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    message: message.split('\n')[0],
  })),
);
process.stdout.write(JSON.stringify(findings));
