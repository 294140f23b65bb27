"""The routes of case work, for the application."""

from assistant.desk.casework import moves, routes

CASEWORK = (routes, moves)
