"""Links of the data to the outside: which may be published."""

import ipaddress
import re
from urllib.parse import urlsplit

_LOCAL_HOST = re.compile(r"(?:localhost|.*\.(?:local|lan|localdomain|internal|home|corp))\.?")


def is_on_computer(path: str) -> bool:
    """Whether `path` is one of a disk (`C:\\…`, `\\\\server\\…`, `file:`) and not an address."""
    return re.match(r"[A-Za-z]:[\\/]|\\\\|file:", path) is not None


def refusal(url: str) -> str | None:
    """Why `url` may not be published, in Russian, or None. Allowed: https and http with a host and no user in it (RFC 3986)."""
    if is_on_computer(url):
        return "это путь на вашем компьютере"
    if re.search(r"[\x00-\x1f\x7f\\]", url):
        return "в ней стоит перевод строки, табуляция или обратная черта"
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "адрес записан с ошибкой"
    if parts.scheme.lower() not in ("https", "http"):
        return "она начинается не с https://"
    if "@" in parts.netloc:
        return "перед именем сайта стоит имя пользователя"
    return None if host else "в ней нет имени сайта"


def outside(url: str | None) -> str | None:
    """`url` if a page may lead there, else None: the check refuses others, and a page does not trust that it ran."""
    return url if url and refusal(url) is None else None


def is_local(url: str) -> bool:
    """Whether the host of an allowed `url` lies in a local network, where visitors cannot reach it."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(_LOCAL_HOST.fullmatch(host)) or "." not in host
