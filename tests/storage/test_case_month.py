"""A month of the desk: three workers raise every breach once, in time, though calendars change."""

from support.minute_calendar import MINUTE
from support.month import compared, overdue, play
from support.month_expected import Story
from support.month_plan import END, ZERO, month

from assistant.cases.verify import verify
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

CASES = 150
"""`make bench-cases` plays 10,000."""


async def test_a_month_goes_as_the_model_says(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    planned = month(128, CASES)
    happened = await play(planned, empty_url)
    expected = {number: Story(planned, life).told() for number, life in enumerate(planned.lives)}
    assert happened == expected
    result = compared(expected, happened)
    assert result.escalations > CASES / 2
    assert result.moved_deadlines, "no sudden closure has moved a deadline"
    with database.transaction() as session:
        assert overdue(session, ZERO + END * MINUTE) == 0
        assert list(verify(session)) == []
    await database.close()
