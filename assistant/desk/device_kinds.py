"""What kind of device a browser says it is; nothing finer is kept of it, and no address."""

BROWSERS = {
    # The order matters: most browsers also call themselves by older ones' names.
    "edg": "Edge",
    "opr/": "Opera",
    "samsungbrowser": "Samsung Internet",
    "firefox": "فایرفاکس",
    "fxios": "فایرفاکس",
    "crios": "کروم",
    "chrom": "کروم",
    "safari": "سافاری",
}
SYSTEMS = {
    "android": "اندروید",
    "iphone": "آیفون",
    "ipad": "آی‌پد",
    "cros": "کروم‌بوک",
    "windows": "ویندوز",
    "mac os": "مک",
    "linux": "لینوکس",
}
UNKNOWN = "دستگاه ناشناخته"


def device_kind(user_agent: str) -> str:
    """«فایرفاکس در ویندوز» for a `User-Agent`; at most 64 characters, whatever it holds."""
    said = user_agent[:512].lower()
    browser = next((name for sign, name in BROWSERS.items() if sign in said), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in said), "")
    return " در ".join(part for part in (browser, system) if part) or UNKNOWN
