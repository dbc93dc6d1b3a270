"""Times of day: "half past five", "ten to nine", "seven thirty in the evening", "3pm", "in two hours".

An hour without a part of the day is read as office hours have it: one to six are afternoon, seven to eleven morning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kinds import Found, Kind
from language.numbers import number_at
from language.speech import Speech
from language.tokens import Shape

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(am|pm|a\.m|p\.m)?")
_HOUR = re.compile(r"(\d{1,2})(am|pm|a\.m|p\.m)")
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_TURNS = {"past": 1, "after": 1, "to": -1, "before": -1, "till": -1, "of": -1}
_BEFORE_HALVES = frozenset(
    {
        *("", "at", "around", "by", "about", "until", "till", "before", "after", "from", "since", "for", "say", "or"),
        *("it's", "today", "tomorrow", "tonight", "yesterday"),
    }
)
_RUNS = frozenset(
    {"flight", "train", "bus", "coach", "ferry", "sailing", "departure", "slot", "appointment", "showing"}
)
"""What goes at a time that it is called by."""
_SEAMS = frozenset({"and", "to", "until", "till", "or"})


@dataclass(frozen=True, slots=True)
class _Clock:
    """What was said of the hour; ``part`` is "am", "pm", "night" or ""."""

    hour: int
    minute: int
    end: int
    part: str = ""


def time_at(speech: Speech, at: int) -> Found | None:
    """A time that its own words make one: "past", "o'clock", "p m", "noon", a colon, "in two hours"."""
    word = speech.word(at)
    if word in _NAMED and speech.word(at + 1) not in ("call", "shift"):
        return Found(Kind.TIME, _NAMED[word], at, at + 1)
    clock = _turned(speech, at) or _typed(speech, at) or _spoken(speech, at)
    if clock is not None:
        return _found(clock, at)
    return _relative(speech, at)


def bare_time_at(speech: Speech, at: int) -> Found | None:
    """A time that only its neighbours make one: "at five", "between nine and eleven", "booked for seven thirty"."""
    if at >= len(speech.tokens) or speech.tokens[at].shape is None:
        return None
    clock = _hour_minute(speech, at)
    if clock is None:
        return None
    if _names_a_run(speech, at, clock.end):
        behind = _Clock(clock.hour, clock.minute, clock.end + 1)
        part = _part_near(speech, at, behind) or _part(speech, behind.end)[0]
        return _found(_Clock(clock.hour, clock.minute, clock.end, part), at)
    if _counts_something(speech, clock.end) or _counts_up_to(speech, clock.end):
        return None
    before = speech.word(at - 1)
    led = _is_led(speech, at)
    if clock.end - at == 1:
        if before in ("from", "between") and _days_of_a_month(speech, clock.end):
            return None
        if (
            not led
            or clock.hour > 12
            or clock.hour == 0
            or not (speech.ends(clock.end) or _seam_time(speech, clock.end))
        ):
            return None
        if before in ("about", "say", "past", "around", "after", "before") and not _scheduled(speech):
            return None
    elif not led and not (
        (clock.hour > 12 or clock.minute in (15, 30, 45)) and _scheduled(speech) and speech.ends(clock.end)
    ):
        return None
    return _found(_Clock(clock.hour, clock.minute, clock.end, _part_near(speech, at, clock)), at)


def _is_led(speech: Speech, at: int) -> bool:
    before = speech.word(at - 1)
    if before in speech.lexicon.before_hours:
        return True
    if before == "than":
        return speech.word(at - 2) in ("later", "earlier")
    if before not in _SEAMS or at < 2:
        return False
    return (
        speech.word(at - 2) in speech.lexicon.parts
        or speech.says(at - 3, "p", "m")
        or speech.says(at - 3, "a", "m")
        or (_is_hour(speech, at - 2) and _led_hour(speech, at - 2))
    )


def _turned(speech: Speech, at: int) -> _Clock | None:
    """ "half past five", "a quarter to nine", "twenty five minutes past six"."""
    minutes, end = _minutes(speech, at)
    if minutes is None:
        return None
    named = speech.word(end) in ("minutes", "minute", "mins")
    end += named
    if speech.word(end - 1) == "half" and (clock := _half(speech, at)):
        return clock
    turn = _TURNS.get(speech.word(end))
    if turn is None or (speech.word(end) in ("of", "before") and minutes not in (15,)):
        return None
    hour = _hour(speech, end + 1)
    if hour is None:
        noon = _NAMED.get(speech.word(end + 1))
        if noon is None:
            return None
        hour = _Clock(int(noon[:2]), 0, end + 2, "pm")
    if not named and minutes % 5:
        return None
    stop = speech.word(hour.end) in ("o'clock", "oclock")
    part, behind = _part(speech, hour.end + stop)
    if not part and not stop and minutes not in (15, 30) and not _plainly_turned(speech, at, end, hour.end):
        return None
    if hour.hour == 12 and turn < 0 and part in ("am", "pm"):
        return _Clock(11 if part == "am" else 23, 60 - minutes, behind, "known")
    total = _hour24(_Clock(hour.hour, 0, 0, part or hour.part or _part_before(speech, at))) * 60 + turn * minutes
    return _Clock(total // 60 % 24, total % 60, behind, "known")


def _half(speech: Speech, at: int) -> _Clock | None:
    """ "at half five", as the British say half past five."""
    hour = _hour(speech, at + 1)
    if hour is None or not 1 <= hour.hour <= 12 or hour.end > at + 2 or not _may_be_halved(speech, at):
        return None
    part, behind = _part(speech, hour.end)
    if not part and _counts_something(speech, hour.end):
        return None
    return _Clock(_hour24(_Clock(hour.hour, 0, 0, part or _part_before(speech, at))), 30, behind, "known")


def _may_be_halved(speech: Speech, at: int) -> bool:
    return speech.word(at - 1) in _BEFORE_HALVES or speech.word(at - 1) in speech.lexicon.weekdays


def _plainly_turned(speech: Speech, at: int, turn: int, end: int) -> bool:
    """ "ten to nine" is a time, "ten to twenty dollars" and "from ten to four" are not."""
    if speech.word(at - 1) in ("from", "between") and speech.word(turn) == "to":
        return False
    return speech.word(turn) == "past" or (speech.ends(end) and not _counts_something(speech, end))


def _minutes(speech: Speech, at: int) -> tuple[int | None, int]:
    word = speech.word(at)
    if word == "half":
        return 30, at + 1
    if word == "quarter":
        return 15, at + 1
    if word == "a" and speech.word(at + 1) == "quarter":
        return 15, at + 2
    number = number_at(speech.tokens, at) if at < len(speech.tokens) and speech.tokens[at].shape else None
    if number is None or number.whole is None or not 0 < number.whole < 60:
        return None, at
    return number.whole, number.end


def _hour(speech: Speech, at: int) -> _Clock | None:
    number = number_at(speech.tokens, at)
    if number is None or number.whole is None or number.whole > 24 or number.end - at > 2:
        return None
    return _Clock(number.whole, 0, number.end)


def _typed(speech: Speech, at: int) -> _Clock | None:
    """ "9:55", "3pm", "3:30 p.m.", "10.30 in the morning"."""
    word = speech.word(at)
    if match := _HOUR.fullmatch(word):
        return _checked(_Clock(int(match[1]), 0, at + 1, match[2].replace(".", "")))
    if match := _CLOCK.fullmatch(word):
        part, end = (match[3].replace(".", ""), at + 1) if match[3] else _part(speech, at + 1)
        if "." in word[:3] and not part:
            return None
        return _checked(_Clock(int(match[1]), int(match[2]), end, part))
    return None


def _spoken(speech: Speech, at: int) -> _Clock | None:
    """ "seven thirty in the evening", "nine oh five a m", "three o'clock"."""
    clock = _hour_minute(speech, at)
    if clock is None:
        return None
    end = clock.end
    if speech.word(end) in ("o'clock", "oclock"):
        end += 1
    elif speech.word(end) in ("o", "oh", "a") and speech.word(end + 1) == "clock":
        end += 2
    elif speech.word(end) in ("ish", "sharp"):
        end += 1
    part, behind = _part(speech, end)
    if not part and end == clock.end and clock.part != "known":
        return None
    if speech.word(end) == "night" and clock.end - at == 1 and not _is_led(speech, at):
        return None
    return _checked(_Clock(clock.hour, clock.minute, behind, clock.part or part or _part_before(speech, at)))


def _hour_minute(speech: Speech, at: int) -> _Clock | None:
    """An hour and perhaps minutes: "seven", "seven thirty", "nine oh five", "six hundred", "17 30"."""
    if at >= len(speech.tokens) or speech.tokens[at].shape is None or speech.word(at) == "a":
        return None
    clock = _hour(speech, at)
    if clock is None:
        return _military(speech, at)
    minute, end = 0, clock.end
    if not speech.tokens[end - 1].stop and end < len(speech.tokens) and speech.tokens[end].shape is not None:
        token = speech.tokens[end]
        if token.figure == "0":
            unit = speech.tokens[end + 1] if end + 1 < len(speech.tokens) else None
            if unit and unit.shape is Shape.DIGIT:
                minute, end = int(unit.figure), end + 2
        elif token.shape in (Shape.TEEN, Shape.TENS) or (token.shape is Shape.FIGURE and len(token.figure) == 2):
            number = number_at(speech.tokens, end)
            if number and number.whole is not None and number.whole < 60:
                minute, end = number.whole, number.end
    if end < len(speech.tokens) and speech.tokens[end].shape is not None and not speech.tokens[end - 1].stop:
        return None
    return _Clock(clock.hour, minute, end)


def _military(speech: Speech, at: int) -> _Clock | None:
    """ "six hundred [a m]", "seventeen hundred", "734 am"."""
    number = number_at(speech.tokens, at)
    if number is None or number.whole is None or not 100 <= number.whole <= 2359:
        return None
    part, _ = _part(speech, number.end)
    hundred = speech.word(number.end - 1) == "hundred"
    hours = hundred and speech.word(number.end) == "hours"
    of_a_day = hundred and number.whole >= 1300 and speech.word(at - 1) in ("at", "by", "until")
    if not part and not hours and not (of_a_day and speech.ends(number.end)):
        return None
    end, known = (number.end + hours, "known") if hours or of_a_day else (number.end, "")
    return _checked(_Clock(number.whole // 100, number.whole % 100, end, known))


def _part(speech: Speech, at: int) -> tuple[str, int]:
    """The part of the day that stands at ``at`` and the place behind it: "p m", "in the morning", "tonight"."""
    parts = speech.lexicon.parts
    word = speech.word(at)
    if word in ("a", "p") and speech.word(at + 1) == "m":
        return f"{word}m", at + 2
    if word == "in" and speech.word(at + 1) == "the" and (part := parts.get(speech.word(at + 2))):
        return part, at + 3
    if word in ("at", "in") and (part := parts.get(speech.word(at + 1))) and speech.word(at + 1) not in ("am", "pm"):
        return part, at + 2
    if part := parts.get(word):
        return part, at + 1
    return "", at


def _part_before(speech: Speech, at: int) -> str:
    """ "tomorrow morning at nine": a part of the day up to three words earlier."""
    for place in range(at - 1, max(-1, at - 5), -1):
        word = speech.word(place)
        if speech.tokens[place].stop:
            break
        if word not in ("am", "pm") and (part := speech.lexicon.parts.get(word)):
            return part
    return ""


def _part_near(speech: Speech, at: int, clock: _Clock) -> str:
    """For a bare hour: the part said before it, after a day, or of the second time of a span ("two to four p m")."""
    if part := _part_before(speech, at):
        return part
    end = clock.end + (speech.word(clock.end) == "on")
    if speech.word(end) in ("this", "every", "each", "tomorrow", "today", "yesterday", *speech.lexicon.weekdays):
        return _part(speech, end + 1)[0]
    end = clock.end
    if speech.word(end) in _SEAMS and (later := _hour_minute(speech, end + 1)):
        part, _ = _part(speech, later.end)
        if part == "pm" and clock.hour > later.hour and clock.hour < 12:
            return "am"
        return part
    return ""


def _days_of_a_month(speech: Speech, at: int) -> bool:
    """ "from four to nine october" names days."""
    return (
        any(speech.word(place) in speech.lexicon.months for place in range(at + 1, at + 5))
        and speech.word(at) in _SEAMS
    )


def _seam_time(speech: Speech, at: int) -> bool:
    return speech.word(at) in _SEAMS and _is_hour(speech, at + 1)


def _is_hour(speech: Speech, at: int) -> bool:
    return 0 <= at < len(speech.tokens) and speech.tokens[at].shape is not None


def _led_hour(speech: Speech, at: int) -> bool:
    while at > 0 and speech.tokens[at - 1].shape is not None:
        at -= 1
    return speech.word(at - 1) in speech.lexicon.before_hours


def _counts_something(speech: Speech, at: int) -> bool:
    """What follows is a unit, a currency or another noun that the number belongs to."""
    word = speech.word(at)
    lexicon = speech.lexicon
    if not word or speech.tokens[at - 1].stop or word in lexicon.followers or word in lexicon.parts:
        return False
    return (
        word in lexicon.units
        or word in lexicon.currencies
        or word in lexicon.counted
        or not (word in lexicon.weekdays or word in lexicon.months or word in _SEAMS)
    )


def _names_a_run(speech: Speech, at: int, end: int) -> bool:
    """ "The six fifteen flight", "a two forty train"."""
    return end - at > 1 and speech.word(at - 1) in ("the", "a", "an", "my", "our") and speech.word(end) in _RUNS


def _counts_up_to(speech: Speech, at: int) -> bool:
    """What the number before "to three hours", "and five days" or "and nine thousand" belongs to."""
    most = number_at(speech.tokens, at + 1) if speech.word(at) in _SEAMS else None
    if most is None:
        return False
    return (most.whole or 0) >= 100 or any(speech.word(most.end + more) in speech.lexicon.units for more in (0, 1))


def _scheduled(speech: Speech) -> bool:
    return any(token.bare in speech.lexicon.schedule for token in speech.tokens)


def _relative(speech: Speech, at: int) -> Found | None:
    """ "in two hours", "in half an hour", "fifteen minutes ago", counted from the moment of speaking."""
    start = at + 1 if speech.word(at) in ("in", "within") else at
    if speech.says(at, "within", "the", "hour"):
        return Found(Kind.TIME, "+PT1H", at, at + 3)
    if speech.says(start, "half", "an", "hour") or speech.says(start, "half", "hour"):
        amount, end = "PT30M", start + (3 if speech.word(start + 1) == "an" else 2)
    else:
        if speech.word(start) in ("an", "a"):
            text, end = "1", start + 1
            if speech.word(end) == "couple":
                text, end = "2", end + (2 if speech.word(end + 1) == "of" else 1)
        else:
            number = number_at(speech.tokens, start)
            if number is None:
                return None
            text, end = number.text, number.end
        unit = speech.lexicon.units.get(speech.word(end))
        if unit not in ("H", "M", "S"):
            return None
        amount, end = f"PT{text}{unit}", end + 1
    if speech.word(end) == "ago":
        return Found(Kind.TIME, f"-{amount}", start, end + 1)
    if start > at and speech.word(at) == "in":
        return Found(Kind.TIME, f"+{amount}", at, end)
    return None


def _checked(clock: _Clock) -> _Clock | None:
    return clock if clock.hour <= 24 and clock.minute < 60 else None


def _hour24(clock: _Clock) -> int:
    hour = clock.hour
    if hour > 12 or clock.part == "known":
        return hour % 24
    match clock.part:
        case "am":
            return hour % 12
        case "pm":
            return hour % 12 + 12
        case "night":
            return hour if hour < 6 else (hour + 12) % 24
        case _:
            return hour + 12 if 1 <= hour <= 6 else hour


def _found(clock: _Clock, first: int) -> Found:
    return Found(Kind.TIME, f"{_hour24(clock):02d}:{clock.minute:02d}", first, clock.end)
