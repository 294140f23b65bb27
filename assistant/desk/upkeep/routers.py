"""The routes of upkeep, for the application."""

from assistant.desk.upkeep import closure_routes, job_routes, key_routes

UPKEEP = (job_routes, closure_routes, key_routes)
