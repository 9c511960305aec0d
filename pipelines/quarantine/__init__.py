"""Refused rows that were mended, read again with their file."""
