"""Notes everything that must not happen on a page, from its first request to its closing."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, Request, WebError

_HEAR_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  noteViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Watch:
    """The faults of one browser context; `allowed` words excuse a fault that has them."""

    origin: str
    allowed: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    @classmethod
    async def over(cls, context: BrowserContext, origin: str) -> "Watch":
        watch = cls(origin)
        context.on("request", watch._request)
        context.on("console", watch._console)
        context.on("weberror", watch._error)
        await context.expose_function("noteViolation", watch._violation)
        await context.add_init_script(_HEAR_VIOLATIONS)
        return watch

    @property
    def faults(self) -> list[str]:
        return [fault for fault in self.noted if not any(words in fault for words in self.allowed)]

    def _request(self, request: Request) -> None:
        # What a page holds in its own memory (`blob:`) is its own.
        if not request.url.removeprefix("blob:").startswith(f"{self.origin}/"):
            self.noted.append(f"foreign request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.noted.append(f"console: {message.text} {message.location.get('url', '')}")

    def _error(self, error: WebError) -> None:
        self.noted.append(f"error: {error.error}")

    def _violation(self, what: str) -> None:
        self.noted.append(f"policy violation: {what}")
