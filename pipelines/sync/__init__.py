"""What other systems hold, brought over."""
