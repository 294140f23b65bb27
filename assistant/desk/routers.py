"""The routes of the desk's larger parts, for the application: cases, figures, upkeep, agencies."""

from assistant.desk.agency import routes as agency_cases
from assistant.desk.casework import move_routes, redacting, routes, table_routes
from assistant.desk.insight import (
    figure_checks,
    period_routes,
    report_routes,
    situation_routes,
    theme_routes,
)
from assistant.desk.upkeep import closure_routes, dead_jobs, keys

CASEWORK = (table_routes, routes, move_routes, redacting)


INSIGHT = (situation_routes, report_routes, period_routes, figure_checks, theme_routes)


UPKEEP = (dead_jobs, closure_routes, keys)


AGENCY = (agency_cases,)
