"""Open311 GeoReport v2: services, reports, and their progress."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from assistant.cases.filing import Origin
from assistant.cases.references import UnknownReferenceError
from assistant.cases.service import FiledCase, FilingKeyReusedError
from assistant.channels.open311.answers import Format, GeoReportRoute, Refused, answer, no_address
from assistant.channels.open311.catalogue import (
    BASE,
    SERVICES,
    definition_out,
    discovery,
    service_out,
)
from assistant.channels.open311.form import REPORT, RESPONSES, Form, draft_of, named, read_form
from assistant.channels.open311.requests import RequestPublisher, ids_of, read_query, service_called
from assistant.channels.web.bounds.rate_limits import COUNTED_APART
from assistant.channels.web.dependencies import RuntimeDep, known_key
from assistant.channels.web.problems import Problem
from assistant.keys.api_keys import ApiKey, Scope
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now


async def served(running: RuntimeDep) -> None:
    """Refuse all when the installation does not offer Open311."""
    if not running.settings.open311_enabled:
        raise Refused(404, "این سامانه Open311 ندارد.")


async def asked(request: Request, running: RuntimeDep, jurisdiction_id: str = "") -> None:
    """Count a query of its address, and check that it is for this jurisdiction."""
    guards = request.app.state.guards
    await guards.count(guards.open311, guards.address(request))
    _check_jurisdiction(running, jurisdiction_id)


router = APIRouter(
    prefix=BASE,
    tags=["open311"],
    route_class=GeoReportRoute,
    default_response_class=Response,
    responses=RESPONSES,
    dependencies=[Depends(served)],
)
Query = Annotated[None, Depends(asked)]


@router.get("/discovery.{format}")
async def discover(format: Format, running: RuntimeDep, _: Query) -> Response:
    """Where the service is, in which formats, and whom to ask."""
    return answer(format, "discovery", discovery(running.settings))


@router.get("/services.{format}")
async def list_services(format: Format, _: Query) -> Response:
    """What can be reported."""
    return answer(format, "services", [service_out(service) for service in SERVICES.values()])


@router.get("/services/{service_code}.{format}")
async def see_service(service_code: str, format: Format, running: RuntimeDep, _: Query) -> Response:
    """What may be told with a report."""
    service = service_called(service_code)
    return answer(format, "service_definition", definition_out(service, running.catalogue))


@router.get("/requests.{format}")
async def list_requests(
    *,
    format: Format,
    running: RuntimeDep,
    _: Query,
    service_request_id: str = "",
    service_code: str = "",
    start_date: str = "",
    end_date: str = "",
    status: str = "",
    page: str = "",
    page_size: str = "",
) -> Response:
    """Requests of at most 90 days, the newest first: what, where, when, how far; never who."""
    if ids := ids_of(service_request_id):
        return answer(format, "service_requests", await _named(running, ids))
    wanted = read_query(
        service_code=service_code,
        start_date=start_date,
        end_date=end_date,
        status=status,
        page=page,
        page_size=page_size,
        now=utc_now(),
    )
    publisher = RequestPublisher(running.sealer, running.catalogue)
    found = await running.database.run(lambda session: publisher.between(session, wanted))
    return answer(format, "service_requests", found)


@router.get("/requests/{service_request_id}.{format}")
async def see_request(
    service_request_id: str, format: Format, running: RuntimeDep, _: Query
) -> Response:
    """One request."""
    found = await _named(running, [service_request_id])
    if not found:
        raise Refused(404, "service_request_id پیدا نشد.")
    return answer(format, "service_requests", found)


@router.get("/tokens/{token}.{format}")
async def see_token(token: str, format: Format, running: RuntimeDep, _: Query) -> Response:
    """The id that a token stands for: ids are given at once here, so each is its own token."""
    found = await _named(running, [token])
    if not found:
        raise Refused(404, "token پیدا نشد.")
    id_ = found[0]["service_request_id"]
    return answer(format, "service_requests", [{"service_request_id": id_, "token": token}])


@router.post("/requests.{format}", status_code=201, **REPORT)
async def report(
    format: Format,
    request: Request,
    running: RuntimeDep,
    content_type: Annotated[str, Header()] = "",
    idempotency_key: Annotated[str, Header()] = "",
) -> Response:
    """File a case. It is durable before this is answered; code and pin are told this once."""
    form = read_form(content_type, await request.body())
    key = await _key(request, running, form)
    _check_jurisdiction(running, form["jurisdiction_id"])
    if not form["service_code"]:
        raise Refused(400, "service_code نیامده است.")
    draft = draft_of(form, service_called(form["service_code"]))
    if len(idempotency_key) > 128:
        raise Refused(400, "Idempotency-Key باید حداکثر ۱۲۸ نویسه باشد.")
    evidence = {"channel": "open311", "api_key": key.id}
    origin = Origin(idempotency_key or None, f"open311 {key.id}", evidence=evidence)
    try:
        filed = await running.desk.file(draft, origin)
    except UnknownReferenceError as error:
        raise Refused(400, f"مقدار {named(error.field)} در فهرست نیست.") from error
    except FilingKeyReusedError as error:
        raise Refused(400, "این Idempotency-Key برای گزارش دیگری به کار رفته است.") from error
    return answer(format, "service_requests", [_receipt(running, filed)], 201)


@router.api_route(
    "/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
)
async def nowhere() -> Response:
    """What has no address here is refused as all else."""
    raise no_address()


async def _named(running: Runtime, ids: list[str]) -> list[dict[str, Any]]:
    publisher = RequestPublisher(running.sealer, running.catalogue)
    return await running.database.run(lambda session: publisher.named(session, ids))


async def _key(request: Request, running: Runtime, form: Form) -> ApiKey:
    """The key of a report; raises `Refused` with 403, and the problem `too_many`."""
    told = "api_key نیامده، درست نیست یا زمانش گذشته است."
    # Several portals may call from one address, and the key is in the body.
    request.scope[COUNTED_APART] = True
    try:
        key = await known_key(request, running, form["api_key"])
    except Problem as error:
        if error.code != "bad_key":
            raise
        raise Refused(403, told) from error
    if key.scope != Scope.OPEN311:
        raise Refused(403, "این api_key برای ثبت گزارش نیست.")
    return key


def _check_jurisdiction(running: Runtime, jurisdiction_id: str) -> None:
    ours = running.settings.open311_jurisdiction
    if ours and jurisdiction_id.strip() not in {"", ours}:
        raise Refused(404, "jurisdiction_id پیدا نشد.")


def _receipt(running: Runtime, filed: FiledCase) -> dict[str, Any]:
    return {
        "service_request_id": running.sealer.public_id(filed.case.id),
        "service_notice": (
            f"پرونده ثبت شد. کد رهگیری: {filed.case.tracking_code} رمز: {filed.pin} "
            "این دو را فقط به کسی بدهید که گزارش از اوست؛ با آن‌ها پرونده را می‌بیند و "
            "می‌گوید که پاسخ دستگاه مشکل را حل کرد یا نه."
        ),
        "account_id": None,
    }
