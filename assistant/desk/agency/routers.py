"""The routes of agencies' systems, for the application."""

from assistant.desk.agency import file_routes, routes

AGENCY = (routes, file_routes)
