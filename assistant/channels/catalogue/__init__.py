"""The public catalogue: pages of services, agencies, life events and lines, without any script."""
