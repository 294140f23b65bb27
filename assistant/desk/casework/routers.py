"""The routes of case work, for the application."""

from assistant.desk.casework import file_routes, merging, moves, redacting, routes

CASEWORK = (routes, file_routes, moves, merging, redacting)
