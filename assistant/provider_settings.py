"""Settings of outside systems: identity providers, messengers, text messages, the system of 128."""

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from assistant.loopback import is_safe_address


class OidcSettings(BaseModel):
    """A ministry's identity provider (OpenID Connect), by which operators may sign in.

    `claim` names the claim of the ID token by which accounts are linked, `acr` the authentication
    classes of which one is demanded, separated by spaces; `title` stands on the button.
    """

    model_config = ConfigDict(extra="forbid")

    issuer: str
    client_id: str
    client_secret: SecretStr = SecretStr("")
    claim: str = "sub"
    scope: str = "openid profile email"
    acr: str = ""
    title: str = "سامانهٔ هویتی دستگاه"
    timeout_s: float = Field(10.0, gt=0, le=60)

    @field_validator("issuer")
    @classmethod
    def _begins_safely(cls, issuer: str) -> str:
        if is_safe_address(issuer):
            return issuer
        raise ValueError("an issuer's address begins with https://")


class PortalIdentitySettings(BaseModel):
    """A portal that tells by signed tokens which citizen uses the widget on its pages.

    `issuer` and `audience` are what its tokens say in `iss` and `aud`; `keys` is where its public
    keys are (a JWKS): an address, or the path of a file. `session_minutes` is how long a citizen
    stays signed in by one token.
    """

    model_config = ConfigDict(extra="forbid")

    issuer: str = Field(min_length=1, max_length=255)
    keys: str = Field(min_length=1)
    audience: str = Field("dastyar", min_length=1, max_length=255)
    session_minutes: int = Field(30, ge=5, le=240)
    timeout_s: float = Field(5.0, gt=0, le=30)

    @property
    def keys_file(self) -> Path | None:
        """The file of the keys; None when they are at an address."""
        return None if "://" in self.keys else Path(self.keys)

    @field_validator("keys")
    @classmethod
    def _begin_safely(cls, keys: str) -> str:
        if "://" not in keys or is_safe_address(keys):
            return keys
        raise ValueError("the address of a portal's keys begins with https://")


class SmsProviderSettings(BaseModel):
    """One account with one provider; `profile` is a name of `profiles.yml`.

    `line` is the number that messages come from; `api` the server's address, empty for the
    provider's own. `credit_warning` is in the provider's own unit; 0: nobody is warned.
    """

    model_config = ConfigDict(extra="forbid")

    profile: str
    key: SecretStr = Field(min_length=1)
    line: str = Field(pattern=r"^[0-9]{3,20}$")
    api: str = ""
    per_minute: int = Field(60, ge=1, le=6000)
    timeout_s: float = Field(10.0, gt=0, le=30)
    credit_warning: float = Field(0, ge=0)

    @field_validator("api")
    @classmethod
    def _is_safe(cls, api: str) -> str:
        if not api or is_safe_address(api):
            return api.rstrip("/")
        raise ValueError("a provider's address begins with https://")


class MessengerMode(StrEnum):
    """How a messenger's updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class MessengerSettings(BaseModel):
    """One bot.

    `api` is the server's address, empty for the messenger's own; `username` is asked of the
    messenger when it is empty.
    """

    model_config = ConfigDict(extra="forbid")

    token: SecretStr
    mode: MessengerMode = MessengerMode.POLLING
    api: str = ""
    username: str = ""


class ConnectorKind(StrEnum):
    """How messages about cases leave this installation."""

    FILE = "file"
    HTTP = "http"
    OFF = "off"


class SmsKind(StrEnum):
    """How text messages leave this installation."""

    FILE = "file"
    HTTP = "http"
    OFF = "off"
