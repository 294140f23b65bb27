"""Files that citizens add to their cases: photos, documents, voice.

A file is known by its bytes alone. It is made harmless (`cleaning`), and kept sealed under the hash
of the bytes that are kept (`assistant.storage.sealed_files`). A row and an event (`store`) say to
which case it belongs.
"""
