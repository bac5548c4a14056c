"""Which links may be published, and which lead where visitors cannot go."""

import pytest

from generator.link import is_local, is_on_computer, refusal


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "https://школа.рф/документы/приказ 5.pdf",
        "https://xn--80aapampemcchfmo7a3c9ehj.xn--p1ai/",
        "https://192.0.2.1/x",
        "https://[2001:db8::1]/x",
        "https://example.org/a@b",
    ],
)
def test_good_links(url: str) -> None:
    assert refusal(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "ftp://example.org/",
        "mailto:otdel@example.org",
        "//example.org/x",
        "/files/x.pdf",
        "files/x.pdf",
        "www.example.org",
        "https:",
        "https://",
        "https:///x",
        "https://?x",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/\r\nX: y",
        "https://example.org:port/",
        "https://[::1",
        "C:\\docs\\x.pdf",
        "c:/docs/x.pdf",
        "\\\\server\\x.pdf",
        "file:///etc/passwd",
        "",
    ],
)
def test_bad_links(url: str) -> None:
    reason = refusal(url)
    assert reason
    assert reason[0].islower()


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://localhost./",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.5:8080/",
        "http://172.16.0.1/",
        "http://169.254.1.1/",
        "http://server/x",
        "http://server.local/",
        "http://portal.school.lan/",
        "http://x.internal/",
    ],
)
def test_links_into_a_local_network(url: str) -> None:
    assert refusal(url) is None
    assert is_local(url)


@pytest.mark.parametrize("url", ["https://example.org/", "https://8.8.8.8/", "https://школа.рф/", "https://local.example.org/"])
def test_public_links(url: str) -> None:
    assert not is_local(url)


def test_paths_of_a_computer() -> None:
    assert is_on_computer("D:\\Приказы\\89.pdf")
    assert not is_on_computer("files/prikaz-89.pdf")
