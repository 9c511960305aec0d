"""Hot spots, forecasts and their record."""
