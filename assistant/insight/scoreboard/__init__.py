"""The scoreboard: figures of agencies, levels, provinces and services, from cells of tenures."""
