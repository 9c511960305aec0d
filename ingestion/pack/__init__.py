"""What a pack declares about one use case, and how a wrong pack is told what to mend."""
