"""The routes of case work, for the application."""

from assistant.desk.casework import (
    beside_routes,
    file_routes,
    many_routes,
    merging,
    moves,
    redacting,
    routes,
    table_routes,
)

CASEWORK = (
    *(table_routes, routes, file_routes, moves, merging, redacting),
    *(beside_routes, many_routes),
)
