"""Our own settings in the configuration of MkDocs."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.project import Project, today
from generator.settings import Publisher, Settings, SettingsError, read_settings

ROOT = Path(__file__).parent.parent


def read(text: str) -> Settings:
    return read_settings("site_config.yml", text.encode())


def test_the_time_zone() -> None:
    assert read("extra: {roadmaps: {time_zone: Asia/Kamchatka}}").time_zone == ZoneInfo("Asia/Kamchatka")


@pytest.mark.parametrize("text", ["", "site_name: x", "extra:", "extra: {}", "extra: {roadmaps: }", "extra: [roadmaps]", "x"])
def test_moscow_where_nothing_is_set(text: str) -> None:
    assert read(text).time_zone == ZoneInfo("Europe/Moscow")


def test_tags_of_mkdocs_are_not_obeyed() -> None:
    text = "site_name: !ENV HOME\nx: !!python/name:os.system\nextra: {roadmaps: {time_zone: Europe/Samara}}"
    assert read(text).time_zone == ZoneInfo("Europe/Samara")


@pytest.mark.parametrize("url", ["https://karty.example.org/put", "https://karty.example.org/put/"])
def test_the_address_of_the_site(url: str) -> None:
    assert read(f"site_url: {url}").site_url == "https://karty.example.org/put/"


@pytest.mark.parametrize("text", ["", "site_url:", "site_url: 5", "site_url: !ENV SITE", "site_url: karty.example.org", "x"])
def test_no_address_of_the_site(text: str) -> None:
    assert read(text).site_url == ""


@pytest.mark.parametrize("value", ["Moskva", "5", "[a]", "../../etc/passwd", "''", "/etc/localtime"])
def test_no_time_zone(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^site_config\.yml: .*Europe/Moscow"):
        read(f"extra: {{roadmaps: {{time_zone: {value}}}}}")


def test_the_address_of_a_commit() -> None:
    url = "https://git.example.org/karty/commit/{commit}"
    assert read(f"extra: {{roadmaps: {{commit_url: '{url}'}}}}").commit_url == url
    assert read("extra: {roadmaps: {commit_url: ''}}").commit_url == ""
    assert read("extra: {roadmaps: {edit_url: ''}}").commit_url == ""


@pytest.mark.parametrize(
    "value",
    [
        "https://git.example.org/karty",
        "https://git.example.org/{commit}/{commit}",
        "git.example.org/{commit}",
        "javascript:alert({commit})",
        "file:///{commit}",
        "https://name@git.example.org/{commit}",
        "[https://git.example.org/, '{commit}']",
    ],
)
def test_no_address_of_a_commit(value: str) -> None:
    text = value if value.startswith("[") else f"'{value}'"
    with pytest.raises(SettingsError, match=r"^site_config\.yml: .*commit_url"):
        read(f"extra: {{roadmaps: {{commit_url: {text}}}}}")


@pytest.mark.parametrize("data", [b"a: [", b"a: \xff", b"a: *b", b"a: \x00"])
def test_a_configuration_that_is_no_yaml(data: bytes) -> None:
    with pytest.raises(SettingsError, match="не читается как YAML") as refused:
        read_settings("site_config.yml", data)
    assert "\n" not in str(refused.value)


def test_the_configuration_of_the_project_is_good() -> None:
    assert Project(ROOT).settings().time_zone == ZoneInfo("Europe/Moscow")


def test_a_project_without_a_configuration(tmp_path: Path) -> None:
    assert Project(tmp_path).settings() == Settings()
    assert Project(tmp_path).reserved() == Project(tmp_path / "nowhere").reserved()


@pytest.mark.parametrize(
    ("epoch", "zone", "day"),
    [
        ("1792097999", "Europe/Moscow", date(2026, 10, 15)),  # 23:59:59 in Moscow
        ("1792098000", "Europe/Moscow", date(2026, 10, 16)),
        ("1792098000", "UTC", date(2026, 10, 15)),
        ("1792098000", "Asia/Kamchatka", date(2026, 10, 16)),
        ("0", "Europe/Moscow", date(1970, 1, 1)),
    ],
)
def test_the_day_ends_at_midnight_of_the_site(epoch: str, zone: str, day: date) -> None:
    assert today(Settings(ZoneInfo(zone)), epoch) == day


@pytest.mark.parametrize("epoch", ["x", "1.5", "9" * 40])
def test_no_number_of_seconds(epoch: str) -> None:
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        today(Settings(), epoch)


def test_whose_the_data_are() -> None:
    text = "extra: {roadmaps: {publisher: Отдел образования, licence: 'https://example.org/usloviya'}}"
    assert read(text).publisher == Publisher("Отдел образования", "https://example.org/usloviya")
    assert read("extra: {roadmaps: {publisher: '', licence: ''}}").publisher == Publisher()


@pytest.mark.parametrize(("key", "value"), [("publisher", "5"), ("publisher", "[a]"), ("publisher", "я" * 301)])
def test_no_name_of_a_publisher(key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^site_config\.yml: .*{key}"):
        read(f"extra: {{roadmaps: {{{key}: {value}}}}}")


@pytest.mark.parametrize("value", ["CC BY 4.0", "javascript:alert(1)", "[a]", "5", "https://name@example.org/"])
def test_no_address_of_terms(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^site_config\.yml: .*licence"):
        read(f"extra: {{roadmaps: {{licence: {value}}}}}")
