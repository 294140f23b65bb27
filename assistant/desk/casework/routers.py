"""The routes of case work, for the application."""

from assistant.desk.casework import file_routes, moves, routes

CASEWORK = (routes, file_routes, moves)
