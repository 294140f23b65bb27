"""What could not be answered, was rated badly, or was wished for: grouped into themes for editors.

A row refers to the turn or the case that has the masked words, and goes when those go. Rows with
vectors that lie together make a theme, which a human names, owns, and answers by a catalogue entry.
"""
