"""Risk, explanation and forecast from frozen snapshots; heavy libraries load inside functions only."""
