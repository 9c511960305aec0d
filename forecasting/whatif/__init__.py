"""What a changed policy or team would do: recorded cases replayed through the change, then queued for the reviewers."""
