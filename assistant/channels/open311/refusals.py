"""What GeoReport refuses: a list of errors in the format that was asked for."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from assistant.channels.open311.formats import Format, answer
from assistant.channels.web.problems import DETAILS, Problem


class Refused(Exception):
    """Ends a request: 404 for what is not there, 403 for a key, 400 for all else."""

    def __init__(self, status: int, *descriptions: str, headers: dict[str, str] | None = None):
        super().__init__(status)
        self.status, self.descriptions, self.headers = status, descriptions, headers


def no_address() -> Refused:
    """The refusal of what is nowhere."""
    return Refused(404, "چنین نشانی‌ای نیست. نشانی‌ها با .json یا .xml پایان می‌گیرند.")


class GeoReportRoute(APIRoute):
    """A route whose refusals, also those of its dependencies, are lists of errors."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Refused as error:
                return _errors(request, error)
            except Problem as error:
                return _errors(request, _of_problem(error))
            except RequestValidationError:
                return _errors(request, no_address())

        return answered


def _of_problem(problem: Problem) -> Refused:
    status, detail = DETAILS[problem.code]
    return Refused(status, detail, headers=dict(problem.headers or {}))


def _errors(request: Request, error: Refused) -> Response:
    wanted = request.url.path.rpartition(".")[2]
    # XML is what every client of GeoReport reads.
    format_ = Format(wanted) if wanted in set(Format) else Format.XML
    listed = [{"code": error.status, "description": told} for told in error.descriptions]
    return answer(format_, "errors", listed, error.status, error.headers)
