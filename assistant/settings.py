"""Settings of the gateway, from environment variables `DASTYAR_…` or a `.env` file."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    SecretStr,
    StringConstraints,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from assistant.loopback import Servers
from assistant.provider_settings import OidcSettings, PortalIdentitySettings, SmsProviderSettings

PROJECT = Path(__file__).resolve().parent.parent


class DeskHours(StrEnum):
    """When operators answer."""

    OFFICE = "office"
    ALWAYS = "always"


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


class WorkKind(StrEnum):
    """What a worker does: what somebody waits for, or what may take its time."""

    PROMPT = "prompt"
    SLOW = "slow"


class KeyName(StrEnum):
    """Keys of the keys folder that data depends on, named as their files."""

    MASTER = "secret"
    CONNECTOR = "connector_secret"
    LEDGER = "ledger_key"


class SmsKind(StrEnum):
    """How text messages leave this installation."""

    FILE = "file"
    HTTP = "http"
    OFF = "off"


QuietHours = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
]


class Settings(BaseSettings):
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
    connections: int = Field(
        4000, ge=1, le=60_000, description="Open lines that the gateway holds at once."
    )
    connections_per_address: PositiveInt = Field(
        500, description="Of these, lines of one address that is no trusted proxy."
    )
    streams_per_conversation: PositiveInt = Field(
        12, description="Event streams and sockets of a conversation at once."
    )
    streams_per_address: PositiveInt = Field(
        1000, description="Event streams and sockets of an address at once."
    )
    uploads_max_bytes: int = Field(
        40 * 1024 * 1024, ge=1024, description="Bytes of files that are taken in at once, in all."
    )
    allowed_origins: str = Field(
        "", description="Comma-separated origins of portals that embed the widget; * for any."
    )
    messages_per_minute: int = Field(40, description="Messages a conversation may send a minute.")
    conversations_per_minute: int = Field(
        30, description="Conversations an address may open a minute."
    )
    cases_per_hour: int = Field(30, description="Cases an address may file an hour.")
    handoffs_per_hour: PositiveInt = Field(
        10, description="Conversations of an address that may be handed to humans an hour."
    )
    similar_per_minute: int = Field(
        20, description="Looks for similar cases that an address may take a minute."
    )
    case_looks_per_minute: int = Field(
        20, description="Looks at one case an address may take a minute; 30 times so many at all."
    )
    lost_pins_per_hour: PositiveInt = Field(
        5, description="Codes for lost pins an address may ask for an hour, until it needs work."
    )
    sign_ins_per_minute: int = Field(
        10, description="Enrolments and single sign-ons an address may begin a minute."
    )
    citizen_sign_ins_per_minute: int = Field(
        30, description="Steps of citizens' sign-ins that an address may take a minute."
    )
    key_requests_per_minute: int = Field(
        120, description="Requests that a key of another system may make a minute."
    )
    open311_per_minute: int = Field(
        60, description="Queries that an address may make by Open311 a minute."
    )
    wrong_keys_per_minute: int = Field(
        10, description="Wrong keys that an address may show a minute."
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
    wrong_pins_per_hour: PositiveInt = Field(
        10, description="Wrong pins at a tracking code an hour, until a further try needs work."
    )
    wrong_sign_ins_per_hour: PositiveInt = Field(
        10, description="Failed sign-ins at a login an hour, until a further try needs work."
    )
    wrong_tries_per_hour: PositiveInt = Field(
        30, description="Either, of an address at any code or login, until its next needs work."
    )
    free_tries_per_hour: NonNegativeInt = Field(
        3, description="Either, of an address at one code or login, until its next needs work."
    )
    redis_url: SecretStr = Field(
        SecretStr(""),
        description="Redis or Valkey by which gateway processes wake each other; empty: none.",
    )
    messengers: dict[str, MessengerSettings] = Field(
        {}, description="Bots by channel; DASTYAR_MESSENGERS__TG__TOKEN and so on."
    )
    max_body_bytes: int = Field(64 * 1024, description="Largest request body, in bytes.")
    worker_enabled: bool = Field(
        True, description="Whether the gateway's process also works off jobs."
    )
    worker_kinds: str = Field(
        "prompt,slow",
        description="Comma-separated kinds of work that workers of this process do.",
    )
    worker_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port at which `dastyar worker` tells health and metrics; 0: none.",
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
    connector_secret: SecretStr = Field(
        SecretStr(""), description="Shared with that system; empty: made in `data_dir`."
    )
    attachments_folder: Path | None = Field(
        None, description="Files of cases, sealed; empty: `attachments` in `data_dir`."
    )
    attachment_max_bytes: int = Field(
        10 * 1024 * 1024, ge=1024, le=50 * 1024 * 1024, description="Largest file, in bytes."
    )
    attachment_max_pixels: int = Field(
        40_000_000, ge=1, le=80_000_000, description="Most pixels of a picture."
    )
    attachments_per_case: int = Field(
        10, ge=0, le=100, description="Most files of a case: its citizen's, and as many others'."
    )
    attachments_per_hour: int = Field(60, description="Files an address may send an hour.")
    sms: SmsKind = Field(SmsKind.OFF, description="How text messages are sent: file, http or off.")
    sms_provider: SmsProviderSettings | None = Field(
        None, description="Account for http; DASTYAR_SMS_PROVIDER__PROFILE and so on."
    )
    quiet_hours: QuietHours = Field(
        "22:00-08:00",
        description="When no SMS is sent and no messenger is told of a case, by Tehran's time.",
    )
    secret: SecretStr = Field(
        SecretStr(""), description="Key of pins and sealed values; empty: made in `data_dir`."
    )
    seal_keys: SecretStr = Field(
        SecretStr(""),
        description="Comma-separated keys that seal personal values, newest first; "
        "empty: `secret` seals.",
    )
    ledger_key: SecretStr = Field(
        SecretStr(""), description="Signs the roots of the ledger; empty: made in `data_dir`."
    )
    internal_secret: SecretStr = Field(
        SecretStr(""), description="Shared with Rasa; empty: made in `data_dir`."
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

    @field_validator("worker_kinds")
    @classmethod
    def _are_kinds(cls, kinds: str) -> str:
        kinds_of_work(kinds)
        return kinds

    @property
    def differing(self) -> frozenset[str]:
        """The parts in which this gateway may differ from its siblings."""
        return frozenset(part.strip() for part in self.siblings_may_differ.split(","))

    @property
    def work_kinds(self) -> frozenset[WorkKind]:
        """The kinds of work that workers of this process do."""
        return kinds_of_work(self.worker_kinds)

    @cached_property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'dastyar.sqlite3'}"

    @cached_property
    def master_key(self) -> bytes:
        """Key from which pins and sealing keys are derived."""
        return self.made_key(KeyName.MASTER)

    @cached_property
    def sealing_keys(self) -> tuple[bytes, ...]:
        """Keys that seal personal values, newest first; the master key opens what they do not."""
        given = self.seal_keys.get_secret_value()
        if not given and self.seal_keys_file.exists():
            given = self.seal_keys_file.read_text()
        parts = given.replace("\n", ",").split(",")
        return tuple(part.strip().encode() for part in parts if part.strip())

    @property
    def seal_keys_file(self) -> Path:
        """Where `dastyar keys rotate-sealing` keeps keys that seal, one a line, newest first."""
        return self.data_dir / "keys" / "seal_keys"

    def is_given(self, name: KeyName) -> bool:
        """Whether a key comes from a setting, and not from the keys folder."""
        return bool(self._given(name).get_secret_value())

    def known_key(self, name: KeyName) -> bytes | None:
        """A key that is there already; None when it would have to be made."""
        is_there = self.is_given(name) or (self.data_dir / "keys" / name).exists()
        return self.made_key(name) if is_there else None

    def made_key(self, name: KeyName) -> bytes:
        """A key, made if it is not there."""
        return self._secret(name, self._given(name))

    def _given(self, name: KeyName) -> SecretStr:
        given = {
            KeyName.MASTER: self.secret,
            KeyName.CONNECTOR: self.connector_secret,
            KeyName.LEDGER: self.ledger_key,
        }
        return given[name]

    @cached_property
    def connector_key(self) -> bytes:
        """Secret under which messages to and from the system of 128 are signed."""
        return self.made_key(KeyName.CONNECTOR)

    @cached_property
    def signing_key(self) -> bytes:
        """Secret by which the roots of the ledger are signed."""
        return self.made_key(KeyName.LEDGER)

    @cached_property
    def rasa_secret(self) -> str:
        """Secret that the gateway and Rasa show each other."""
        return self._secret("internal_secret", self.internal_secret).decode()

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

    def _secret(self, name: str, given: SecretStr) -> bytes:
        if given.get_secret_value():
            return given.get_secret_value().encode()
        path = self.data_dir / "keys" / name
        if not path.exists():
            _write_new_secret(path)
        return path.read_bytes()


def kinds_of_work(written: str) -> frozenset[WorkKind]:
    """The kinds that a list with commas names; raises ValueError for none, or an unknown one."""
    kinds = frozenset(WorkKind(part.strip()) for part in written.split(",") if part.strip())
    if not kinds:
        raise ValueError("a worker without any kind of work does nothing")
    return kinds


def _named_in(source: PydanticBaseSettingsSource) -> str | None:
    """The folder of secrets that variables or `.env` name; other sources know no folder."""
    variables: Mapping[str, str | None] = getattr(source, "env_vars", {})
    return variables.get("dastyar_secrets_dir")


def _write_new_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        # A hard link fails when another process was first, so both use the same secret.
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


@lru_cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()
