"""What a changed policy or team would do: past cases replayed through the change, then queued for the people there."""
