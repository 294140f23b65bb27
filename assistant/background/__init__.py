"""What happens without anyone waiting for it: jobs, clocks, and whatever has to be looked at."""
