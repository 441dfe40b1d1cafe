"""Study days: dates as they are lived, through journeys and changes of the clocks."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Moment
from quizgen.scheduler import date_text, moment, not_before

HOUR = 3_600_000
DAY = 24 * HOUR

# Clocks that change by an hour, by half of one, in the other half of the year, and never.
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")

try:
    ZoneInfo(ZONES[0])
except ZoneInfoNotFoundError:  # pragma: no cover - Windows
    pytest.skip("there are no time zones here", allow_module_level=True)

# Changes of the clocks in 2026, UTC: New York and Berlin twice each, Lord Howe twice.
CHANGES = [
    datetime.fromisoformat(f"2026-{at}Z")
    for at in (
        *("03-08T07:00", "11-01T06:00", "03-29T01:00"),
        *("10-25T01:00", "04-04T15:00", "10-03T15:30"),
    )
]
INSTANTS = st.one_of(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # the zone comes with it
    st.builds(
        lambda change, minutes: change + timedelta(minutes=minutes),
        st.sampled_from(CHANGES),
        st.integers(-60 * 30, 60 * 30),
    ),
)


def lived(instant: datetime, zone: str, rollover: int = 4) -> Moment:
    """The moment as a learner in a zone has it."""
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return moment(round(instant.timestamp() * 1000), int(offset.total_seconds()) // 60, rollover)


class TestZones:
    """Real zones, across the changes of their clocks."""

    @given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 23))
    def test_the_day_is_the_date_after_the_rollover(
        self, instant: datetime, zone: str, rollover: int
    ) -> None:
        """As a calendar on the wall has it, taken down at the rollover hour."""
        wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

        assert date_text(lived(instant, zone, rollover).day) == str(
            (wall - timedelta(hours=rollover)).date()
        )

    @given(INSTANTS, st.integers(0, 60 * 50), st.sampled_from(ZONES), st.integers(0, 23))
    def test_days_never_go_back(
        self, instant: datetime, minutes: int, zone: str, rollover: int
    ) -> None:
        """Within a zone a later instant has the same day or a later one, through any change."""
        later = instant + timedelta(minutes=minutes)

        assert lived(instant, zone, rollover).day <= lived(later, zone, rollover).day

    @pytest.mark.parametrize("zone", ZONES)
    @pytest.mark.parametrize("rollover", [0, 1, 2, 3, 4])
    def test_every_date_is_one_day_long(self, zone: str, rollover: int) -> None:
        """Hour by hour through a year no day comes twice and none is left out."""
        start = datetime(2026, 1, 1, 12, tzinfo=UTC)
        days = [lived(start + timedelta(hours=it), zone, rollover).day for it in range(24 * 366)]
        hours = Counter(days)

        assert days == sorted(days)
        assert [*hours] == [*range(days[0], days[-1] + 1)]
        assert {hours[day] for day in range(days[0] + 1, days[-1])} <= {23, 24, 25}

    def test_a_flight_to_the_east_and_back(self) -> None:
        """Half a day more or less makes no difference to a review a day later."""
        evening = datetime(2026, 11, 20, 23, tzinfo=UTC)
        day = lived(evening, "America/New_York").day

        assert lived(evening + timedelta(hours=14), "Asia/Kathmandu").day == day + 1
        assert lived(evening + timedelta(hours=26), "America/New_York").day == day + 1


class TestNotBefore:
    """A study day that is kept where the clock is behind."""

    @given(st.integers(0, 2**42), st.integers(-720, 840), st.integers(0, 23), st.integers(-9, 9))
    def test_the_later_day_is_kept(
        self, instant: int, offset: int, rollover: int, days: int
    ) -> None:
        """The instant stays; the day is the later one, and ends when that day ends."""
        at = moment(instant, offset, rollover)
        kept = not_before(at, at.day + days)

        assert kept.instant == at.instant
        assert kept.offset == at.offset
        assert kept.day == max(at.day, at.day + days)
        end = moment(kept.next_day, offset, rollover)
        assert end.day == kept.day + 1
        assert end.next_day == kept.next_day + DAY

    def test_over_the_date_line_the_day_goes_on(self) -> None:
        """Who flies west on Tuesday has Tuesday twice, and one study day of it."""
        noon = round(datetime(2026, 11, 24, 0, tzinfo=UTC).timestamp() * 1000)
        before, after = moment(noon, 14 * 60), moment(noon + 9 * HOUR, -10 * 60)

        assert after.day == before.day - 1
        assert not_before(after, before.day).day == before.day
