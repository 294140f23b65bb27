"""What bounds a stranger before anything is known of them: lines, headers, bodies, frames."""
