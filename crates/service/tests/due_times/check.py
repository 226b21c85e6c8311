"""The third calculator of due times, on Python's zoneinfo: it walks through the open hours and takes away what has passed.

Separate from the two in Rust, in another language and with the time-zone data of the operating system. It reads organisations with
their promises and our results, one JSON object a line, and writes a line for every result it does not find itself. It needs
Python 3.9 or later and nothing but the standard library.

It says `ready` when it has what it needs. After the last line come its records, one a line, fields separated by tabs:

    missing   ZONE  PROMISES                              this system has no data for the zone, its promises were not checked
    differs   ORGANISATION  PROMISE  FIELD  OURS  FOUND  ZONE  BEGIN  OFFSETS     how clocks go from BEGIN on
    checked   PROMISES  ZONES
"""

import bisect
import itertools
import json
import sys
from datetime import datetime, timedelta

try:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
except ImportError:
    sys.exit("Python %d.%d has no module zoneinfo: install Python 3.9 or later" % sys.version_info[:2])

FIELDS = "open next refused due local between remind escalate resumed moved".split()
EPOCH = datetime(1970, 1, 1)
MINUTE, QUARTER, DAY = 60, 900, 86400
HORIZON = 3653
# So many differences are no matter of editions of the data; there is no use in looking for more.
DIFFERING_MAX = 1000


def show(zone, at):
    """The date and time on clocks of the zone, without the zone."""
    return datetime.fromtimestamp(at, zone).replace(tzinfo=None)


def seconds(local):
    """Since 1970, as if the clock showed UTC."""
    return (local - EPOCH) // timedelta(seconds=1)


def instant(zone, local):
    """The earlier reading of a local time; of a skipped one, the first instant at which clocks show more."""
    one = local.replace(tzinfo=zone, fold=0).utcoffset()
    other = local.replace(tzinfo=zone, fold=1).utcoffset()
    at = seconds(local - one)
    if one >= other:
        return at
    # Skipped: clocks show less at `low`, more at `at`, and the change is found by halving.
    low = seconds(local - other) - 1
    while at - low > 1:
        middle = (low + at) // 2
        if show(zone, middle) < local:
            low = middle
        else:
            at = middle
    return at


class Organisation:
    def __init__(self, zone, calendar, earliest):
        self.zone = zone
        self.week = calendar["week"]
        self.exceptions = calendar["exceptions"]
        self.day = show(zone, earliest).date() - timedelta(days=2)
        self.steady = self.offset_at_midnight()
        self.dates, self.begins, self.ends = [], [], []
        lengths = [sum(end - begin for begin, end in day) for day in self.week]
        if not any(lengths):
            lengths = [sum(end - begin for begin, end in day) for day in self.exceptions.values()]
        self.longest = max(lengths, default=0)

    def offset_at_midnight(self):
        """How far the clock is ahead when the day begins, or None when it is just changing."""
        year, month, day = self.day.year, self.day.month, self.day.day
        one = datetime(year, month, day, tzinfo=self.zone).utcoffset()
        other = datetime(year, month, day, tzinfo=self.zone, fold=1).utcoffset()
        return one // timedelta(seconds=1) if one == other else None

    def append_day(self):
        day, offset = self.day, self.steady
        self.day += timedelta(days=1)
        self.steady = self.offset_at_midnight()
        midnight = datetime(day.year, day.month, day.day)
        # Only to be quick: no clock changes twice in a day, so between two equal offsets there is no other.
        start = seconds(midnight) - offset if offset is not None and offset == self.steady else None
        for bounds in self.exceptions.get(day.isoformat(), self.week[day.weekday()]):
            if start is None:
                begin, end = [instant(self.zone, midnight + timedelta(minutes=minute)) for minute in bounds]
            else:
                begin, end = start + bounds[0] * MINUTE, start + bounds[1] * MINUTE
            if begin < end:
                self.dates.append(day)
                self.begins.append(begin)
                self.ends.append(end)

    def openings(self, at):
        """Date, begin and end of what is not over, for ten years; what is over of the first is cut off."""
        last = datetime.fromtimestamp(at, self.zone).date() + timedelta(days=HORIZON)
        place = bisect.bisect_right(self.ends, at)
        while True:
            while place == len(self.ends):
                if self.day > last:
                    return
                self.append_day()
            if self.dates[place] > last:
                return
            if self.ends[place] > at:
                yield self.dates[place], max(at, self.begins[place]), self.ends[place]
            place += 1

    def next_opening(self, at):
        return next((begin for _, begin, _ in self.openings(at)), None)

    def add(self, at, left):
        if left == 0:
            return at
        for _, begin, end in self.openings(at):
            if left <= end - begin:
                return begin + left
            left -= end - begin
        return None

    def between(self, at, to):
        # Not by `openings`, which end after ten years; here the second bound ends the walk.
        last = datetime.fromtimestamp(to, self.zone).date() + timedelta(days=2)
        while self.day < last:
            self.append_day()
        total = 0
        for place in range(bisect.bisect_right(self.ends, at), len(self.ends)):
            if self.begins[place] >= to:
                break
            total += min(to, self.ends[place]) - max(at, self.begins[place])
        return total

    def end_of_day(self, at, days):
        close = None
        today = None
        for day, _, end in self.openings(at):
            if day != today:
                if today is not None:
                    days -= 1
                if days < 0:
                    break
                today = day
            close = end
        return close if days <= 0 and today is not None else None

    def remind(self, made, due):
        total = self.between(made, due)
        lead = max(min(total // MINUTE // 5, self.longest), 15) * MINUTE
        return self.next_opening(self.add(made, total - lead)) if total > lead else None

    def resume(self, paused, resumed, due):
        if due <= paused or resumed <= paused:
            return due
        at = self.add(resumed, self.between(paused, due))
        return None if at is None else max(at, due)

    def due(self, made, kind, value):
        if kind == "at":
            return instant(self.zone, EPOCH + timedelta(seconds=value))
        if kind == "within":
            return made + value * MINUTE
        if kind == "within_open":
            return self.add(made, value * MINUTE)
        return self.end_of_day(made, value)

    def outcome(self, elsewhere, made, kind, value, paused, resumed, overdue):
        following = self.next_opening(made)
        outcome = [int(following == made), following]
        due = self.due(made, kind, value)
        if due is None or due < made:
            return outcome + [1 if due is None else 2] + [None] * 7
        local = show(self.zone, due)
        moved = due if show(elsewhere, due) == local else instant(elsewhere, local)
        return outcome + [
            0,
            due,
            seconds(local),
            self.between(made, due) // MINUTE,
            self.remind(made, due),
            self.add(due, overdue * MINUTE),
            self.resume(paused, resumed, due),
            moved,
        ]


def offsets(zone, begin, end):
    """How far clocks are ahead of UTC at every quarter of an hour, as `SECONDSxQUARTERS`."""
    ahead = (seconds(show(zone, at)) - at for at in range(begin, end + 1, QUARTER))
    return " ".join("%dx%d" % (offset, len(list(run))) for offset, run in itertools.groupby(ahead))


def report(number, place, promise, found, zone_name, zone):
    ours = promise[-1]
    instants = [promise[0], promise[3], promise[4]]
    instants += [o[n] for o in (ours, found) for n in (1, 3, 6, 7, 8) if o[n] is not None]
    begin, end = min(instants) - 2 * DAY, max(instants) + 2 * DAY
    differing = [n for n in range(len(FIELDS)) if ours[n] != found[n]]
    names = ",".join(FIELDS[n] for n in differing)
    left, right = (",".join(str(o[n]) for n in differing) for o in (ours, found))
    return "\t".join(map(str, ["differs", number, place, names, left, right, zone_name, begin, offsets(zone, begin, end)]))


def main():
    # Nothing is printed before all was read: whoever asks does not listen until then.
    zones, missing, differing, checked = {}, {}, [], 0

    def zone_of(name):
        if name not in zones:
            try:
                zones[name] = ZoneInfo(name)
            except (ZoneInfoNotFoundError, OSError, ValueError):
                zones[name] = None
        return zones[name]

    if zone_of("Europe/Madrid") is None:
        sys.exit("Python finds no time-zone data: install the package tzdata (apt install tzdata, or pip install tzdata)")
    print("ready", flush=True)
    for line in sys.stdin:
        if DIFFERING_MAX <= len(differing):
            continue
        case = json.loads(line)
        names = case["zone"], case["elsewhere"]
        zone, elsewhere = map(zone_of, names)
        if zone is None or elsewhere is None:
            for name in {name for name in names if zones[name] is None}:
                missing[name] = missing.get(name, 0) + len(case["promises"])
            continue
        earliest = min(min(promise[0], promise[3]) for promise in case["promises"])
        organisation = Organisation(zone, case["calendar"], earliest)
        for place, promise in enumerate(case["promises"]):
            found = organisation.outcome(elsewhere, *promise[:-1])
            checked += 1
            if found != promise[-1]:
                # Where only the reading elsewhere differs, it is the data of elsewhere that count.
                only_moved = found[:-1] == promise[-1][:-1]
                named = (names[1], elsewhere) if only_moved else (names[0], zone)
                differing.append(report(case["organisation"], place, promise, found, *named))
    for line in differing:
        print(line)
    for name, promises in sorted(missing.items()):
        print("missing", name, promises, sep="\t")
    print("checked", checked, sum(zone is not None for zone in zones.values()), sep="\t")


main()
