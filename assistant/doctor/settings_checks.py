"""Settings that contradict each other, or that an installation for real people should not have."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant.doctor.diagnoses import Diagnosis, broken, warning
from assistant.exposure import ExposedError, check_exposure
from assistant.loopback import is_loopback
from assistant.provider_settings import ConnectorKind, MessengerMode, SmsKind
from assistant.settings import Settings
from assistant.sms.provider import SmsProvider
from assistant.worker_settings import WorkKind

_PART = "settings"


def check_settings(settings: Settings) -> Iterator[Diagnosis]:
    """All of it; nothing is asked of anybody."""
    yield from _exposed(settings)
    yield from _addresses(settings)
    yield from _outside(settings)
    yield from _limits(settings)
    yield from _work(settings)


def _exposed(settings: Settings) -> Iterator[Diagnosis]:
    try:
        for told in check_exposure(settings):
            yield warning("proxy", told, "see docs/operations.md, Behind a proxy")
    except ExposedError as error:
        yield broken("proxy", str(error), "see docs/operations.md, Behind a proxy")


def _addresses(settings: Settings) -> Iterator[Diagnosis]:
    if settings.demo:
        return
    public = urlsplit(settings.public_url)
    if not settings.public_url:
        yield warning(
            "public address",
            f"DASTYAR_PUBLIC_URL is not set: links to citizens lead to {settings.public_address}",
            "set it to the address that citizens use",
        )
    elif public.scheme != "https" and not is_loopback(public.hostname or ""):
        yield warning(
            "public address",
            "DASTYAR_PUBLIC_URL is not https: pins can be read on the way",
            "let the proxy do TLS, and set the https address",
        )
    hooks = [m for m in settings.messengers.values() if m.mode is MessengerMode.WEBHOOK]
    if hooks and public.scheme != "https":
        yield broken(
            "public address",
            "a messenger is to call a webhook, and DASTYAR_PUBLIC_URL is no https address",
            "set it, or let the bot's mode be polling",
        )


def _outside(settings: Settings) -> Iterator[Diagnosis]:
    if settings.connector is ConnectorKind.HTTP and not settings.connector_url:
        yield broken(
            "connector",
            "DASTYAR_CONNECTOR=http has no DASTYAR_CONNECTOR_URL",
            "set the address of the 128 system, or DASTYAR_CONNECTOR=file",
        )
    yield from _sms(settings)
    if settings.demo and (
        settings.connector is ConnectorKind.HTTP or settings.sms is not SmsKind.OFF
    ):
        yield broken(
            "demo",
            "a demo sends cases or text messages outside",
            "set DASTYAR_CONNECTOR=off and DASTYAR_SMS=off, or DASTYAR_DEMO=false",
        )


def _sms(settings: Settings) -> Iterator[Diagnosis]:
    if settings.sms is SmsKind.OFF and not settings.demo:
        yield warning(
            "text messages",
            "DASTYAR_SMS is off: no news by text message, and a lost pin stays lost",
            "set up a provider (docs/sms.md)",
        )
    if settings.sms is SmsKind.HTTP:
        try:
            SmsProvider(settings.sms_account)
        except (ValueError, KeyError):
            yield broken(
                "text messages",
                "DASTYAR_SMS=http has no account that can be used",
                "set DASTYAR_SMS_PROVIDER__PROFILE, __KEY and __LINE (docs/sms.md)",
            )


def _limits(settings: Settings) -> Iterator[Diagnosis]:
    if settings.attachments_per_case and settings.attachment_max_bytes > settings.uploads_max_bytes:
        yield broken(
            _PART,
            "DASTYAR_ATTACHMENT_MAX_BYTES is more than DASTYAR_UPLOADS_MAX_BYTES: the largest "
            "files never find room",
            "raise the latter, best to a multiple of the former",
        )
    if settings.desk_reveals_alarm_per_hour > settings.desk_reveals_per_hour:
        yield warning(
            _PART,
            "DASTYAR_DESK_REVEALS_ALARM_PER_HOUR is beyond what one may reveal: nobody is warned",
            "set it below DASTYAR_DESK_REVEALS_PER_HOUR",
        )


def _work(settings: Settings) -> Iterator[Diagnosis]:
    missing = sorted(frozenset(WorkKind) - settings.work_kinds)
    if not settings.worker_enabled:
        missing = sorted(WorkKind)
    if missing:
        yield warning(
            "jobs",
            f"the gateway does no {' and no '.join(missing)} work",
            f"make sure that `dastyar worker --kinds {','.join(missing)}` runs somewhere",
        )
