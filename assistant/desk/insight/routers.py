"""The routes of figures at the desk, for the application."""

from assistant.desk.insight import (
    call_routes,
    period_routes,
    report_routes,
    signal_routes,
    situation_routes,
    theme_routes,
)

INSIGHT = (
    situation_routes,
    report_routes,
    period_routes,
    signal_routes,
    call_routes,
    theme_routes,
)
