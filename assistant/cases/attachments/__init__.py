"""Files that citizens add to their cases: photos, documents, voice.

A file is known by its bytes alone, made harmless (`cleaning`), kept sealed under the hash of what
is kept (`assistant.storage.sealed_files`), and belongs to a case by a row and an event (`store`).
"""
