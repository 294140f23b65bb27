"""The account with a provider of text messages that settings name."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from assistant.loopback import is_safe_address


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
