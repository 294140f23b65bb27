"""Why a job died, in Persian: what its last error means for who keeps the house in order."""

import re

_NETWORK = "به سامانهٔ دیگر وصل نشدیم. شبکه و نشانی آن سامانه را ببینید."
_SLOW = "سامانهٔ دیگر به‌موقع پاسخ نداد. اگر کار می‌کند، دوباره بفرستید."
_DATABASE = "پایگاه داده در دسترس نبود یا قفل بود. اگر اکنون کار می‌کند، دوباره بفرستید."
_ANSWER = "پاسخ سامانهٔ دیگر آن نبود که قرار است. نسخهٔ آن سامانه و نشانی را ببینید."
_OURS = (
    "خطایی در خود برنامه است. این خطا را به پشتیبان بگویید؛ دوباره فرستادن شاید سودی نداشته باشد."
)
_UNKNOWN = "سببی ثبت نشده است. یک بار دوباره بفرستید."
REASONS: dict[str, str] = {
    "ConnectError": _NETWORK,
    "ConnectionError": _NETWORK,
    "ConnectionRefusedError": _NETWORK,
    "ConnectionResetError": _NETWORK,
    "gaierror": _NETWORK,
    "NetworkError": _NETWORK,
    "ReadError": _NETWORK,
    "RemoteProtocolError": _NETWORK,
    "WriteError": _NETWORK,
    "ConnectTimeout": _SLOW,
    "PoolTimeout": _SLOW,
    "ReadTimeout": _SLOW,
    "TimeoutError": _SLOW,
    "WriteTimeout": _SLOW,
    "DatabaseError": _DATABASE,
    "InterfaceError": _DATABASE,
    "OperationalError": _DATABASE,
    "HTTPStatusError": _ANSWER,
    "JSONDecodeError": _ANSWER,
    "ValidationError": _ANSWER,
}
"""By the names of exceptions; httpx, SQLAlchemy and Python call them so."""
_EXCEPTION = re.compile(r"([A-Za-z_]\w*)(?: \(\S+\))?")


def reason_fa(last_error: str) -> str:
    """The last error in words; what a handler has said in Persian stays as it is."""
    if not last_error.strip():
        return _UNKNOWN
    name = _EXCEPTION.fullmatch(last_error.strip())
    if name is None:
        return last_error if not last_error.isascii() else _OURS
    return REASONS.get(name[1], _OURS)
