"""`python -m api.cli` is `signoff`, where the package itself is not installed."""

from api.cli import main

main()
