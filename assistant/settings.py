"""Settings of the gateway, from environment variables `DASTYAR_…` or a `.env` file."""

import ipaddress
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, PositiveInt, SecretStr, StringConstraints, field_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from assistant.key_settings import KeySettings
from assistant.limit_settings import LimitSettings
from assistant.loopback import Servers
from assistant.provider_settings import (
    ConnectorKind,
    MessengerSettings,
    OidcSettings,
    PortalIdentitySettings,
    SmsKind,
    SmsProviderSettings,
)
from assistant.worker_settings import WorkerSettings

PROJECT = Path(__file__).resolve().parent.parent


class DeskHours(StrEnum):
    """When operators answer."""

    OFFICE = "office"
    ALWAYS = "always"


QuietHours = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
]


class Settings(KeySettings, LimitSettings, WorkerSettings):
    """What an installation may change; the defaults run a development machine."""

    model_config = SettingsConfigDict(
        env_prefix="DASTYAR_",
        env_file=".env",
        env_nested_delimiter="__",
        extra="ignore",
        # A fault in one field of an account would show the key beside it.
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(PROJECT / "var", description="Database, index, keys and Rasa models.")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in `data_dir`.")
    index_folder: Path | None = Field(
        None, description="Search index; empty: `index` in `data_dir`."
    )
    host: str = Field("127.0.0.1", description="Address that the gateway listens on.")
    port: int = Field(8000, description="Port that the gateway listens on.")
    rasa_url: Servers = Field("http://127.0.0.1:5005", description="Equal Rasa servers, by commas.")
    callback_url: str = Field(
        "",
        description="Where Rasa calls this gateway's actions; empty: 127.0.0.1 with `port`.",
    )
    rasa_callbacks: str = Field(
        "", description="Comma-separated addresses that Rasa may call; empty: this gateway's."
    )
    rasa_timeout_s: float = Field(2.0, description="Seconds before a turn goes on without Rasa.")
    encoder: str = Field(
        "", description="sentence-transformers model (hub name or folder); empty: our own."
    )
    understand_enabled: bool = Field(True, description="Whether /api/v1/understand answers.")
    metrics_enabled: bool = Field(True, description="Whether /metrics answers on this listener.")
    open311_enabled: bool = Field(True, description="Whether /open311/v2 answers.")
    open311_jurisdiction: str = Field(
        "", description="The jurisdiction_id of this installation in Open311; empty: any is taken."
    )
    open311_contact: str = Field(
        "", description="Whom Open311's discovery names for questions and keys; empty: the address."
    )
    docs_enabled: bool = Field(True, description="Whether /openapi.json is served.")
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Comma-separated addresses and networks whose X-Forwarded-For is believed.",
    )
    allowed_origins: str = Field(
        "", description="Comma-separated origins of portals that embed the widget; * for any."
    )
    desk_hours: DeskHours = Field(
        DeskHours.OFFICE, description="When operators answer: `office` hours or `always`."
    )
    desk_lease_s: PositiveInt = Field(
        90, description="Seconds until a vanished operator's conversations go back."
    )
    desk_idle_minutes: PositiveInt = Field(
        30, description="Minutes without a request until an operator is signed out."
    )
    desk_session_hours: PositiveInt = Field(
        12, description="Hours until an operator has to sign in again in any case."
    )
    desk_reveals_per_hour: PositiveInt = Field(
        60, description="Looks at personal data that one person at the desk may take an hour."
    )
    desk_reveals_alarm_per_hour: PositiveInt = Field(
        30, description="At how many of these in an hour supervisors are told."
    )
    demo: bool = Field(
        False, description="Whether this is a demo, whose accounts are shown to everybody."
    )
    oidc: OidcSettings | None = Field(
        None, description="Identity provider of operators; DASTYAR_OIDC__ISSUER and so on."
    )
    portal_identity: PortalIdentitySettings | None = Field(
        None,
        description="Portal by which citizens sign in; DASTYAR_PORTAL_IDENTITY__ISSUER …",
    )
    plain_http: bool = Field(
        False, description="Whether other machines may reach the gateway without TLS."
    )
    public_url: str = Field(
        "", description="Address under which citizens and operators reach the gateway."
    )
    redis_url: SecretStr = Field(
        SecretStr(""),
        description="Redis or Valkey by which gateway processes wake each other; empty: none.",
    )
    messengers: dict[str, MessengerSettings] = Field(
        {}, description="Bots by channel; DASTYAR_MESSENGERS__TG__TOKEN and so on."
    )
    siblings_may_differ: str = Field(
        "",
        description="Comma-separated parts in which a gateway may differ from its siblings.",
    )
    leave_notice_s: float = Field(
        0.0,
        ge=0,
        le=60,
        description="Seconds that /readyz says no, before a gateway that was told to stop does.",
    )
    messengers_enabled: bool = Field(
        True, description="Whether this process receives from messengers and delivers to them."
    )
    trace_url: str = Field(
        "", description="Collector of OpenTelemetry (OTLP over HTTP, …/v1/traces); empty: none."
    )
    trace_share: float = Field(
        0.1, ge=0, le=1, description="Of all turns and jobs, the share whose spans it is sent."
    )
    log_max_bytes: int = Field(
        20 * 1024 * 1024, ge=4096, description="Bytes at which a log is put aside."
    )
    log_files: int = Field(5, ge=0, le=100, description="Logs that were put aside and are kept.")
    keep_personal_days: int = Field(
        365, ge=1, le=36500, description="Days from its end that a case keeps personal values."
    )
    keep_conversation_days: int = Field(
        90, ge=1, le=36500, description="Days from its last message that a conversation is kept."
    )
    keep_sms_days: int = Field(
        30, ge=1, le=36500, description="Days that files of text messages are kept."
    )
    erasures_folder: Path | None = Field(
        None, description="Notes of what people had erased; empty: `erasures` in `data_dir`."
    )
    backup_folder: Path | None = Field(
        None, description="Where `dastyar backup data` keeps backups; empty: named each time."
    )
    pgbackrest: str = Field(
        "pgbackrest --stanza=dastyar",
        description="Command that runs pgBackRest for the database's server.",
    )
    publisher: str = Field(
        "", description="Who answers for this installation, and publishes its open data: a name."
    )
    publisher_contact: str = Field(
        "", description="Where one reaches them: an https: or mailto: address, or a telephone."
    )
    open_data_folder: Path | None = Field(
        None, description="Published tables; empty: `open-data` in `data_dir`."
    )
    open_data_lag_days: int = Field(
        40, ge=1, le=365, description="Days after its end until a month is published."
    )
    security_contact: str = Field(
        "", description="Where weaknesses are told: an https: or mailto: address, for security.txt."
    )
    connector: ConnectorKind = Field(
        ConnectorKind.FILE, description="How cases go to the system of 128: file, http or off."
    )
    connector_url: str = Field("", description="Address of that system, for http.")
    connector_timeout_s: float = Field(
        10.0, gt=0, le=40, description="Seconds that it may take to answer."
    )
    attachments_folder: Path | None = Field(
        None, description="Files of cases, sealed; empty: `attachments` in `data_dir`."
    )
    sms: SmsKind = Field(SmsKind.OFF, description="How text messages are sent: file, http or off.")
    sms_provider: SmsProviderSettings | None = Field(
        None, description="Account for http; DASTYAR_SMS_PROVIDER__PROFILE and so on."
    )
    quiet_hours: QuietHours = Field(
        "22:00-08:00",
        description="When no SMS is sent and no messenger is told of a case, by Tehran's time.",
    )

    secrets_dir: Path | None = Field(
        None, description="Folder with a file for each secret, named as its variable is."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then variables, `.env`, and files of the folder of secrets."""
        files = NestedSecretsSettingsSource(
            file_secret_settings,
            secrets_dir=_named_in(env_settings) or _named_in(dotenv_settings),
            secrets_dir_missing="error",
        )
        return init_settings, env_settings, dotenv_settings, files

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, proxies: str) -> str:
        for part in proxies.split(","):
            if part.strip():
                ipaddress.ip_network(part.strip(), strict=False)
        return proxies

    @property
    def differing(self) -> frozenset[str]:
        """The parts in which this gateway may differ from its siblings."""
        return frozenset(part.strip() for part in self.siblings_may_differ.split(","))

    @cached_property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'dastyar.sqlite3'}"

    @property
    def sms_account(self) -> SmsProviderSettings:
        """The provider's account for `sms=http`; raises ValueError when none is given."""
        if self.sms_provider is None:
            raise ValueError("DASTYAR_SMS=http needs DASTYAR_SMS_PROVIDER__PROFILE, KEY and LINE")
        return self.sms_provider

    @property
    def callback(self) -> str:
        """Where Rasa runs the actions of this gateway's turns."""
        return self.callback_url or f"http://127.0.0.1:{self.port}/internal/actions/webhook"

    @property
    def public_address(self) -> str:
        """Where browsers reach the gateway, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def index_dir(self) -> Path:
        """Where the search index is kept."""
        return self.index_folder or self.data_dir / "index"

    @property
    def attachments_dir(self) -> Path:
        """Where files of cases are kept."""
        return self.attachments_folder or self.data_dir / "attachments"

    @property
    def erasures_dir(self) -> Path:
        """Where it is noted what people had erased."""
        return self.erasures_folder or self.data_dir / "erasures"

    @property
    def open_data_dir(self) -> Path:
        """Where published tables lie."""
        return self.open_data_folder or self.data_dir / "open-data"


def _named_in(source: PydanticBaseSettingsSource) -> str | None:
    """The folder of secrets that variables or `.env` name; other sources know no folder."""
    variables: Mapping[str, str | None] = getattr(source, "env_vars", {})
    return variables.get("dastyar_secrets_dir")


@lru_cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()
