"""The way of cases to the system of the 128 line, and back (docs/connector.md).

No public interface of that system is known, so this one is ours: docs/connector-openapi.yaml.
"""
