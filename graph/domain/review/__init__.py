"""Review of one task: claims, verdicts, service levels and what a reviewer sees of earlier cases."""
