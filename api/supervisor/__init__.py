"""Runs the processes of one machine together: started once, watched, and ended together however the end comes."""
