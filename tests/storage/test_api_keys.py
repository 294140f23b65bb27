"""Keys of other systems: kept as hashes, checked, expired and revoked, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.keys import api_keys
from assistant.keys.api_keys import ApiKey, BadKeyError, IssuedKey, KeyState, KeyWish, Scope
from assistant.storage.database import Database

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def wish(**changes: object) -> KeyWish:
    given = {
        "name": "سامانهٔ آبفا",
        "scope": Scope.AGENCY,
        "agency_id": "abfa",
        "days": 30,
        "issued_by": "cli",
    }
    return KeyWish(**(given | changes))


async def issued(database: Database, at: datetime = NOW, **changes: object) -> IssuedKey:
    return await database.run(lambda session: api_keys.issue(session, wish(**changes), at))


async def checked(database: Database, token: str, at: datetime = NOW) -> ApiKey:
    return await database.run(lambda session: api_keys.check(session, token, at))


async def test_a_key_opens_what_it_was_issued_for_and_its_secret_is_kept_nowhere(
    database: Database,
) -> None:
    new = await issued(database)
    key = await checked(database, new.token)
    assert (key.id, key.scope, key.agency_id) == (new.key.id, "agency", "abfa")
    row = await database.run(lambda s: s.execute(select(ApiKey.__table__)).mappings().all())
    assert new.token[16:] not in str(row)
    assert new.token not in str(row)


async def test_two_keys_are_never_alike(database: Database) -> None:
    new = [await issued(database) for _ in range(20)]
    assert len({one.token for one in new}) == len({one.key.hash for one in new}) == 20


async def test_whatever_is_not_the_key_opens_nothing(database: Database) -> None:
    new, other = await issued(database), await issued(database)
    body = new.token[:-1]
    swapped = new.token[:16] + other.token[16:]
    last = "A" if new.token[-1] != "A" else "B"
    for wrong in (
        "",
        "dk_",
        body,
        body + last,
        swapped,
        new.token + "A",
        new.token.upper(),
        f" {new.token}",
        f"{new.token}\n",
        new.token.replace("dk_", "", 1),
        f"dk_{'z' * 12}_{'A' * 43}",
        "\0" * 59,
        "کلید" * 20,
    ):
        with pytest.raises(BadKeyError):
            await checked(database, wrong)


async def test_an_expired_key_opens_nothing(database: Database) -> None:
    new = await issued(database, days=1)
    end = NOW + timedelta(days=1)
    await checked(database, new.token, end - timedelta(seconds=1))
    with pytest.raises(BadKeyError):
        await checked(database, new.token, end)
    assert api_keys.state_of(new.key, end) is KeyState.EXPIRED


async def test_a_revoked_key_opens_nothing_and_is_revoked_once(database: Database) -> None:
    new, other = await issued(database), await issued(database)
    revoke = [
        await database.run(lambda s, id_=id_: api_keys.revoke(s, id_, NOW))
        for id_ in (new.key.id, new.key.id, "unknown")
    ]
    assert revoke == [True, False, False]
    with pytest.raises(BadKeyError):
        await checked(database, new.token)
    await checked(database, other.token)
    listed = await database.run(api_keys.keys)
    states = {key.id: api_keys.state_of(key, NOW) for key in listed}
    assert (states[new.key.id], states[other.key.id]) == (KeyState.REVOKED, KeyState.VALID)


async def test_the_last_use_is_noted_at_most_once_a_minute(database: Database) -> None:
    new = await issued(database)

    async def noted() -> datetime | None:
        query = select(ApiKey.last_used_at).where(ApiKey.id == new.key.id)
        return await database.run(lambda session: session.scalar(query))

    assert await noted() is None
    for seconds, expected in ((0, 0), (59, 0), (60, 60), (61, 60)):
        await checked(database, new.token, NOW + timedelta(seconds=seconds))
        assert await noted() == NOW + timedelta(seconds=expected)


@pytest.mark.parametrize(
    "changes",
    [{"agency_id": None}, {"scope": Scope.OPEN311}, {"days": 0}, {"days": 1096}],
    ids=str,
)
async def test_a_key_that_fits_nothing_is_not_issued(
    database: Database, changes: dict[str, object]
) -> None:
    with pytest.raises(ValueError):
        await issued(database, **changes)
