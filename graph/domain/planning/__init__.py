"""What forecasts and what-if runs are computed from, and what they change."""
