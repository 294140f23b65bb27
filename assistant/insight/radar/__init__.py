"""The outage radar: notices that many more people than usual report a system that is down.

A Poisson CUSUM for each agency and service, over people, against the usual rate of that hour of the
week. It only suspects; the desk confirms or dismisses.
"""
