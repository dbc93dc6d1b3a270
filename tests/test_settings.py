"""A settings file, whatever is in it, gives settings and one line for each that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from settings import DECLARED, Home, Setting, Settings, SettingsError, default_home, load, save


def home_with(folder: Path, text: str) -> Home:
    home = Home(folder, folder)
    home.settings_file.write_text(text, encoding="utf-8")
    return home


def test_what_is_saved_is_loaded(tmp_path: Path):
    chosen = Settings().with_value("font_percent", 150).with_value("agent_name", "Zoë")
    save(Home(tmp_path, tmp_path), chosen)
    assert load(Home(tmp_path, tmp_path)) == (chosen, [])


def test_a_byte_order_mark_as_windows_writes_it_spoils_nothing(tmp_path: Path):
    values, troubles = load(home_with(tmp_path, '\ufeff{"country": "GB"}'))
    assert (values.text("country"), troubles) == ("GB", [])


@pytest.mark.parametrize("text", ["", "[[", "[" * 100_000, "[]", "7", '{"a": ' * 50_000, '{"theme": "\\ud800"}'])
def test_a_file_that_holds_no_settings_gives_the_defaults_and_one_line(tmp_path: Path, text: str):
    values, troubles = load(home_with(tmp_path, text))
    assert values == Settings()
    assert len(troubles) == 1 and "\n" not in troubles[0] and "default" in troubles[0]


@pytest.mark.parametrize("percent", [79, 201, 0, -5, 10**30])
def test_a_text_size_out_of_bounds_is_refused_wherever_it_comes_from(tmp_path: Path, percent: int):
    with pytest.raises(SettingsError, match="80 to 200"):
        Settings().with_value("font_percent", percent)
    values, troubles = load(home_with(tmp_path, f'{{"font_percent": {percent}, "country": "GB"}}'))
    assert (values.number("font_percent"), values.text("country")) == (100, "GB")
    assert len(troubles) == 1


@pytest.mark.parametrize("percent", [80, 200])
def test_the_bounds_themselves_can_be_chosen(percent: int):
    assert Settings().with_value("font_percent", percent).number("font_percent") == percent


def test_no_folder_at_all_is_no_settings():
    assert load(Home(Path("/dev/null/data"), Path("/dev/null/config"))) == (Settings(), [])


@pytest.mark.parametrize("country", ["de", "Germany", "", "U1"])
def test_a_country_that_no_number_could_be_read_by_is_refused(country: str):
    with pytest.raises(SettingsError, match="Two capital letters"):
        Settings().with_value("country", country)
    assert Settings().with_value("country", "DE").text("country") == "DE"


def test_a_file_that_could_not_be_read_is_not_lost_when_the_next_setting_is_saved(tmp_path: Path):
    home = home_with(tmp_path, '{"model_site": "https://models.example", ')
    settings, troubles = load(home)
    assert len(troubles) == 1
    save(home, settings.with_value("theme", "dark"))
    assert load(home) == (Settings({"theme": "dark"}), [])
    assert "models.example" in (tmp_path / "settings.unread").read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", ["We write this down.", "= a line", "billing = ours | sales", "| billing = ours"])
def test_lines_by_queue_that_name_no_queue_are_refused(lines: str):
    with pytest.raises(SettingsError, match="for calls by these queues"):
        Settings().with_value("consent_queues", lines)
    assert Settings().with_value("consent_queues", "billing = ours, and yours = too | sales =").changed


def row_of(setting: Setting) -> str:
    kinds = {bool: "`true`, `false`", str: "text", int: "number"}
    least_and_most = f"{setting.bounds[0]} to {setting.bounds[1]}" if setting.bounds else kinds[setting.kind]
    may_be = ", ".join(f"`{json.dumps(choice)}`" for choice in setting.choices) or least_and_most
    does = f"{setting.label}. {setting.help}".replace("|", "\\|")
    return f"| `{setting.name}` | `{json.dumps(setting.default)}` | {may_be} | {does} |"


def test_the_page_for_it_has_every_setting_as_it_is():
    page = Path(__file__).parent.parent / "docs" / "settings.md"
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == [row_of(setting) for setting in DECLARED]


def office(folder: Path, text: str) -> Home:
    """A home on a computer where IT laid down settings for all users."""
    home = Home(folder / "data", folder / "config", folder / "site")
    for place in (home.config, folder / "site"):
        place.mkdir()
    (folder / "site" / "settings.json").write_text(text, encoding="utf-8")
    return home


def test_what_holds_for_all_users_is_their_default_and_what_is_fixed_stays(tmp_path: Path):
    home = office(tmp_path, '{"keep_calls_days": 90, "theme": "dark", "fixed": ["keep_calls_days", "http_door"]}')
    values, troubles = load(home)
    assert (values.number("keep_calls_days"), values.text("theme"), troubles) == (90, "dark", [])
    with pytest.raises(SettingsError, match="keep_calls_days is set for all users of this computer"):
        values.with_value("keep_calls_days", 0)
    with pytest.raises(SettingsError, match="http_door"):
        values.with_value("http_door", True)
    save(home, values.with_value("theme", "light"))
    assert load(home)[0].text("theme") == "light"


def test_a_users_own_file_does_not_undo_what_is_fixed(tmp_path: Path):
    home = office(tmp_path, '{"keep_calls_days": 90, "fixed": ["keep_calls_days"]}')
    home.settings_file.write_text('{"keep_calls_days": 3650, "fixed": [], "theme": "dark"}', encoding="utf-8")
    values, (trouble,) = load(home)
    assert (values.number("keep_calls_days"), values.text("theme")) == (90, "dark")
    assert "fixed" in trouble


def test_who_never_changed_a_setting_follows_when_it_changes_for_all(tmp_path: Path):
    home = office(tmp_path, '{"country": "GB", "font_percent": 120}')
    save(home, load(home)[0].with_value("font_percent", 150).with_value("country", "GB"))
    (tmp_path / "site" / "settings.json").write_text('{"country": "IE", "font_percent": 110}', encoding="utf-8")
    values, _ = load(home)
    assert (values.text("country"), values.number("font_percent")) == ("IE", 150)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ('{"country": 7, "theme": "dark"}', "country cannot be 7"),
        ('{"theme": "dark", "fixed": ["themes"]}', "'themes' is none"),
        ('{"theme": "dark", "fixed": [["theme"]]}', "is none"),
        ('{"theme": "dark", "fixed": "theme2"}', "'theme2' is none"),
    ],
)
def test_what_is_wrong_in_the_file_for_all_is_said_and_the_rest_holds(tmp_path: Path, text: str, trouble: str):
    home = office(tmp_path, text)
    values, (line,) = load(home)
    assert values.text("theme") == "dark"
    assert trouble in line and str(tmp_path / "site") in line and "\n" not in line


def test_a_file_for_all_that_cannot_be_read_leaves_the_users_own(tmp_path: Path):
    home = office(tmp_path, "{")
    home.settings_file.write_text('{"theme": "dark"}', encoding="utf-8")
    values, (line,) = load(home)
    assert values.text("theme") == "dark" and "site" in line and "cannot be read" in line


def test_the_first_of_the_systems_places_that_has_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ATTUNE_HOME", raising=False)
    places = [tmp_path / "desktop", tmp_path / "all"]
    monkeypatch.setenv("XDG_CONFIG_DIRS", ":".join(map(str, places)))
    (places[1] / "attune").mkdir(parents=True)
    (places[1] / "attune" / "settings.json").write_text('{"country": "GB"}', encoding="utf-8")
    assert default_home().site_file == places[1] / "attune" / "settings.json"
