"""What a worker needs: a small part of the gateway, without search and dialogue."""

from dataclasses import dataclass

from assistant.cases.closures import CurrentTimes
from assistant.cases.connector.adapters import FileUpstream, HttpUpstream, Signer
from assistant.cases.connector.port import Upstream
from assistant.cases.signatures import Notary
from assistant.cases.terms import Indicator
from assistant.cases.transitions import Door
from assistant.insight.facts.recording import Recorder
from assistant.insight.facts.writing import Histories
from assistant.insight.periods.statement import Statements
from assistant.provider_settings import ConnectorKind, SmsKind
from assistant.settings import Settings
from assistant.sms.delivery import HttpSms
from assistant.sms.provider import SmsProvider
from assistant.sms.text_messages import FileSms, SmsPort
from assistant.storage.database import Database
from assistant.storage.key_marks import fitting_sealer
from assistant.storage.sealed_files import SealedFiles, opened_files
from assistant.storage.sealing import Sealer
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import Catalogue, load


@dataclass(frozen=True)
class Parts:
    """Opened parts; `database` belongs to whoever made them."""

    settings: Settings
    database: Database
    sealer: Sealer
    catalogue: Catalogue
    times: CurrentTimes
    door: Door
    notary: Notary
    files: SealedFiles
    upstream: Upstream | None
    sms: SmsPort | None
    histories: Histories

    @property
    def statements(self) -> Statements:
        """Works out the figures of periods."""
        return Statements(self.histories, self.catalogue, self.times.filed, self.notary)

    async def close(self) -> None:
        """Close everything that was opened here."""
        if self.upstream:
            await self.upstream.close()
        if self.sms:
            await self.sms.close()


def open_parts(settings: Settings) -> Parts:
    """The parts of a worker that is alone in its process."""
    catalogue, database = load(), Database(settings.database)
    sealer = fitting_sealer(database, settings)
    times = CurrentTimes(load_calendar(catalogue, set(Indicator)))
    return parts_of(settings, database, sealer, catalogue, times)


def parts_of(
    settings: Settings,
    database: Database,
    sealer: Sealer,
    catalogue: Catalogue,
    times: CurrentTimes,
) -> Parts:
    """The parts of a worker that shares the gateway's database, keys and catalogue."""
    histories = Histories(sealer.digests, times.filed)
    return Parts(
        settings,
        database,
        sealer,
        catalogue,
        times,
        Door(sealer, times, [Recorder(histories)]),
        Notary(settings.signing_key),
        opened_files(settings.attachments_dir, sealer),
        _upstream(settings),
        sms_of(settings, database),
        histories,
    )


def _upstream(settings: Settings) -> Upstream | None:
    if settings.connector is ConnectorKind.OFF:
        return None
    signer = Signer(settings.connector_key)
    if settings.connector is ConnectorKind.FILE:
        return FileUpstream(settings.data_dir / "upstream", signer)
    if not settings.connector_url:
        raise ValueError("DASTYAR_CONNECTOR=http needs DASTYAR_CONNECTOR_URL")
    return HttpUpstream(settings.connector_url, signer, settings.connector_timeout_s)


def sms_of(settings: Settings, database: Database) -> SmsPort | None:
    """The way of sending text messages that the settings name; None where it is off."""
    if settings.sms is SmsKind.OFF:
        return None
    if settings.sms is SmsKind.FILE:
        return FileSms(settings.data_dir / "sms")
    account = settings.sms_account
    return HttpSms(database, SmsProvider(account), account.per_minute)
