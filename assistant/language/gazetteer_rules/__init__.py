"""The gazetteer's rules: reading patterns, folding text, cues, tracking codes, choosing a place."""
