"""Half a year of made-up cases, outages and marks, by which every page of figures can be shown."""
