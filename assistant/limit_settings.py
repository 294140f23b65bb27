"""How much one may send, open or try: limits of requests, files and wrong tries."""

from pydantic import Field, NonNegativeInt, PositiveInt
from pydantic_settings import BaseSettings


class LimitSettings(BaseSettings):
    """Limits of the gateway."""

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
    max_body_bytes: int = Field(64 * 1024, description="Largest request body, in bytes.")
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
