"""A settings file, whatever is in it, gives settings and one line for each that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from settings import DECLARED, Home, Setting, Settings, SettingsError, load, save


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
