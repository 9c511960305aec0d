"""`python -m tests.cypher_lint`: one line for each finding, 1 where there is any."""

import sys

from tests.cypher_lint import LintFailed, lint, texts_of_the_project


def main() -> int:
    """Lint every query of the project."""
    try:
        findings = lint(texts_of_the_project())
    except LintFailed as failure:
        sys.stdout.write(f"cypher: {failure}\n")
        return 1
    sys.stdout.write("".join(f"{finding}\n" for finding in findings))
    return 1 if findings else 0


sys.exit(main())
