"""Hot spots from frozen snapshots: counted, forecast, explained, and scored when their period is over."""
