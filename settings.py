"""Every setting, declared once: name, kind, default and help. The dialog, the file and the checks are made from it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

Value = str | bool | int

LEAST_PERCENT, MOST_PERCENT = 80, 200
MOST_DAYS = 3650
FILE = "settings.json"
FIXED = "fixed"
"""In the file for all users: the names of settings that they cannot change."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``label``, ``help`` are for people; ``choices``, ``form`` say what a text may be, ``bounds`` a number, if any."""

    name: str
    default: Value
    group: str
    label: str
    help: str
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    form: str = ""

    @property
    def kind(self) -> type:
        return type(self.default)


_QUEUES = r"(\s*[^=|\s][^=|]*=[^|]*(\|\s*[^=|\s][^=|]*=[^|]*)*)?"
"""As ``calls.consent`` reads it."""

DECLARED = (
    Setting("agent_name", "", "You", "Your name", "Stands in the record as the agent."),
    Setting("agent_device", "", "Sound", "Your microphone", "Empty: the system's default microphone."),
    Setting("customer_device", "", "Sound", "The customer's sound", "Empty: what the default headset plays."),
    Setting(
        "notice_calls",
        "auto",
        "Sound",
        "Offer to start when a call seems to be on",
        "Between calls it is heard whether both sides speak; nothing is written or kept. Auto: unless a dialer tells.",
        ("auto", "on", "off"),
    ),
    Setting(
        "consent_line",
        "",
        "Consent",
        "What you read out at the start of a call",
        "Shown until you confirm that it was read; the record says so. Empty: nothing is shown.",
    ),
    Setting(
        "consent_queues",
        "",
        "Consent",
        "Other lines by queue",
        "billing = its line | sales = its line: for calls by these queues. Nothing behind =: nothing is read out.",
        form=_QUEUES,
    ),
    Setting("model", "", "Speech", "Speech model", "A Vosk model's folder. Empty: the best one that is found."),
    Setting(
        "model_site",
        "",
        "Speech",
        "Where models come from",
        "Empty: the Vosk project's site. Or a mirror of it, as an https address.",
    ),
    Setting(
        "skip_silence",
        True,
        "Speech",
        "Skip silence",
        "The speech model hears voices alone. Off: it hears everything, at more than twice the cost.",
    ),
    Setting(
        "pause_at_card",
        True,
        "Privacy",
        "Stop writing while a card is read",
        "Nothing of either side is written until the card is done; then writing goes on by itself. "
        "Off: card numbers are masked, the words around them are written.",
    ),
    Setting(
        "theme", "system", "Look", "Light or dark", "Follow the system, or always one.", ("system", "light", "dark")
    ),
    Setting(
        "contrast",
        "usual",
        "Look",
        "Contrast",
        "More: text and outlines stand out more from their grounds.",
        ("usual", "more"),
    ),
    Setting(
        "font_percent",
        100,
        "Look",
        "Text size in percent",
        f"100 is the normal size; {LEAST_PERCENT} to {MOST_PERCENT}.",
        bounds=(LEAST_PERCENT, MOST_PERCENT),
    ),
    Setting("always_on_top", False, "Look", "Stay above other windows", "The panel stays in sight beside the dialer."),
    Setting(
        "hide_from_share",
        False,
        "Look",
        "Hide from screen shares",
        "Others do not see the panel, where the system can.",
    ),
    Setting(
        "cards_folder",
        "",
        "Help",
        "Policy cards",
        "The folder of your team's own cards, Markdown files. Empty: none are shown.",
    ),
    Setting(
        "tone",
        False,
        "Help",
        "Say how the customer sounds",
        "Faster, louder or higher than at the start of the call. Your own voice is never measured.",
    ),
    Setting(
        "keep_calls_days",
        0,
        "Keeping",
        "Keep filed calls for days",
        "Older ones are deleted, words and record alike, and so is what was to do, counted from the day it was done. "
        "0: they are kept.",
        bounds=(0, MOST_DAYS),
    ),
    Setting(
        "keep_customers_days",
        0,
        "Keeping",
        "Keep customers for days",
        "Counted from their last call, once none of their calls is left; the note goes too. 0: they are kept.",
        bounds=(0, MOST_DAYS),
    ),
    Setting(
        "baresip",
        False,
        "Dialer",
        "Listen to baresip",
        "It tells its calls through its module ctrl_tcp, to one program at a time.",
    ),
    Setting("baresip_host", "127.0.0.1", "Dialer", "baresip's address", "Where its ctrl_tcp listens."),
    Setting("baresip_port", 4444, "Dialer", "baresip's port", "As in its setting ctrl_tcp_listen.", bounds=(1, 65535)),
    Setting(
        "http_door",
        False,
        "Dialer",
        "Let programs tell of calls by HTTP",
        "Programs on this computer alone, and only with the token.",
    ),
    Setting("http_port", 4780, "Dialer", "Port for HTTP", "On 127.0.0.1, this computer.", bounds=(1024, 65535)),
    Setting(
        "interface_language",
        "system",
        "Language",
        "Language of the windows",
        "The system's where there is a translation; else English. From the next start on.",
        ("system", "en", "de"),
    ),
    Setting(
        "country",
        "US",
        "Language",
        "Country",
        "Two capital letters; how phone numbers without a country code are read.",
        form="[A-Z]{2}",
    ),
)
_BY_NAME = {setting.name: setting for setting in DECLARED}


class SettingsError(ValueError):
    """One line: which setting, what is wrong."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where this user's things are: ``data`` holds the store and models, ``config`` the settings file.

    ``site`` holds the settings of all users of the computer, which IT lays down; None: there are none.
    """

    data: Path
    config: Path
    site: Path | None = None

    @property
    def settings_file(self) -> Path:
        return self.config / FILE

    @property
    def site_file(self) -> Path | None:
        return self.site / FILE if self.site else None

    @property
    def models(self) -> Path:
        return self.data / "models"


def default_home() -> Home:
    """The platform's own places, or all under ``ATTUNE_HOME``. Raises SettingsError."""
    own = os.environ.get("ATTUNE_HOME")
    if own:
        try:
            folder = Path(own).expanduser().absolute()
        except RuntimeError:
            raise SettingsError(f"ATTUNE_HOME is {own}, and there is no such user; give a folder") from None
        return Home(folder / "data", folder / "config", folder / "site")
    dirs = PlatformDirs("attune", appauthor=False)
    return Home(Path(dirs.user_data_dir), Path(dirs.user_config_dir), _site())


def _site() -> Path:
    """The first of the system's places for all users that has a file; only Linux's were run."""
    places = PlatformDirs("attune", appauthor=False, multipath=True).site_config_dir.split(os.pathsep)
    return next((Path(place) for place in places if (Path(place) / FILE).is_file()), Path(places[-1]))


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force. ``changed`` holds this user's own, which differ from what holds for all.

    ``given`` holds for all users of the computer in the place of the defaults; those in ``fixed`` nobody changes.
    """

    changed: Mapping[str, Value] = field(default_factory=dict)
    given: Mapping[str, Value] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return str(self.value(name))

    def flag(self, name: str) -> bool:
        return bool(self.value(name))

    def number(self, name: str) -> int:
        return int(self.value(name))

    def with_value(self, name: str, value: object) -> Settings:
        """Raises SettingsError for an unknown name, a value of the wrong kind or one out of bounds, and where another
        value is fixed.
        """
        checked = _checked(name, value)
        if name in self.fixed and value != self.value(name):
            raise SettingsError(f"{name} is set for all users of this computer")
        rest = {key: known for key, known in self.changed.items() if key != name}
        if checked != self._for_all(name):
            rest[name] = checked
        return replace(self, changed=rest)

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Raises SettingsError, as ``with_value`` does for one."""
        made = self
        for name, value in values.items():
            made = made.with_value(name, value)
        return made

    def value(self, name: str) -> Value:
        return self.changed.get(name, self._for_all(name))

    def _for_all(self, name: str) -> Value:
        return self.given.get(name, _BY_NAME[name].default)


def _checked(name: str, value: object) -> Value:
    """Raises SettingsError for what cannot be that setting's value."""
    setting = _BY_NAME.get(name)
    if setting is None:
        raise SettingsError(f"no setting is called {name}")
    if not isinstance(value, str | bool | int) or type(value) is not setting.kind:
        raise SettingsError(f"{name} cannot be {value!r}")
    if setting.choices and value not in setting.choices:
        raise SettingsError(f"{name} cannot be {value!r}")
    if setting.bounds and isinstance(value, int) and not setting.bounds[0] <= value <= setting.bounds[1]:
        raise SettingsError(f"{name} should be {setting.bounds[0]} to {setting.bounds[1]}, not {value}")
    if setting.form and not re.fullmatch(setting.form, str(value)):
        raise SettingsError(f"{name} cannot be {value!r}: {setting.help}")
    return value


def load(home: Home) -> tuple[Settings, list[str]]:
    """The settings and one line for each that could not be used; no file is no settings."""
    settings, troubles = _for_all_users(home.site_file) if home.site_file else (Settings(), [])
    data, unread = _read_or_say(home.settings_file)
    troubles += unread
    for name, value in data.items():
        if name in settings.fixed:
            continue
        try:
            settings = settings.with_value(name, value)
        except SettingsError as error:
            troubles.append(f"{home.settings_file}: {error}; the default is used")
    return settings, troubles


def _for_all_users(file: Path) -> tuple[Settings, list[str]]:
    data, troubles = _read_or_say(file)
    given: dict[str, Value] = {}
    fixed = data.pop(FIXED, [])
    for name, value in data.items():
        try:
            given[name] = _checked(name, value)
        except SettingsError as error:
            troubles.append(f"{file}: {error}; the default is used")
    listed = fixed if isinstance(fixed, list) else [fixed]
    names = frozenset(name for name in listed if isinstance(name, str) and name in _BY_NAME)
    if strange := [name for name in listed if not isinstance(name, str) or name not in names]:
        troubles.append(f"{file}: {FIXED} should be a list of settings' names; {strange[0]!r} is none")
    return Settings(given=given, fixed=names), troubles


def _read_or_say(file: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return _read(file), []
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except (OSError, ValueError, RecursionError) as error:
        return {}, [f"{file} cannot be read ({type(error).__name__}): the defaults are used"]


def _read(file: Path) -> dict[str, Any]:
    """Raises OSError, ValueError, RecursionError."""
    data = json.loads(file.read_text(encoding="utf-8-sig"))
    if not isinstance(data, dict):
        raise ValueError("no settings")
    return data


def save(home: Home, settings: Settings) -> None:
    """Whole or not at all; a file that could not be read is kept beside it. Raises OSError."""
    home.config.mkdir(parents=True, exist_ok=True)
    try:
        _read(home.settings_file)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, RecursionError):
        home.settings_file.replace(home.settings_file.with_suffix(".unread"))
    part = home.settings_file.with_suffix(".part")
    part.write_text(json.dumps(dict(settings.changed), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(home.settings_file)
