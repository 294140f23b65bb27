"""Sends cases to the system of the 128 line, and takes its callbacks (docs/connector.md).

That system has no public interface that is known, so this one is ours: docs/connector-openapi.yaml.
"""
