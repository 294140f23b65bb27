"""The form that every refusal must have."""

import re

import httpx

_PERSIAN = re.compile("[آ-ی]")
_TRACES = ("Traceback", 'File "', "sqlalchemy", "assistant/", "site-packages")


def assert_problem(response: httpx.Response, status: int, code: str) -> dict[str, object]:
    """`response` is a problem document in Persian, and shows nothing of our insides."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"].endswith(code)
    assert problem["title"]
    assert (problem["status"], problem["code"]) == (status, code)
    assert _PERSIAN.search(problem["detail"]), "the detail is not Persian"
    assert not any(trace in response.text for trace in _TRACES), response.text
    return problem
