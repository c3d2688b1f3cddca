"""Well-known mail domains as they are mistyped. Pure; a list of our own, as every mark must have a reason."""

PROVIDERS = (
    "gmail.com",
    "googlemail.com",
    "yandex.ru",
    "yandex.com",
    "rambler.ru",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "yahoo.com",
    "protonmail.com",
)
"""A domain that differs from one of these by a single slip is taken for it."""

REAL = frozenset(
    {"ymail.com", "email.com", "mail.com", "gmail.ru", "gmx.com", "yandex.by", "yandex.kz", "yandex.ua", "yandex.uz"}
    | {"yahoo.co", "hotmail.co", "yandex.co", "outlook.co", "ya.ru", "fmail.com", "hotmail.fr", "yahoo.fr"}
)
"""Near to one of them, but somebody's own."""

SLIPS = {
    "mial.ru": "mail.ru",
    "mali.ru": "mail.ru",
    "maill.ru": "mail.ru",
    "mail.ry": "mail.ru",
    "mail.ur": "mail.ru",
    "meil.ru": "mail.ru",
    "imbox.ru": "inbox.ru",
    "indox.ru": "inbox.ru",
    "lits.ru": "list.ru",
    "gmail.con": "gmail.com",
    "gmail.cm": "gmail.com",
    "gamil.com": "gmail.com",
    "jandex.ru": "yandex.ru",
    "yandx.ru": "yandex.ru",
}
"""Short names are near to too many others: only what really is mistyped."""


def meant_address(local: str, domain: str) -> str:
    """The address that was probably meant; empty if nothing speaks against this one."""
    meant = SLIPS.get(domain) or _nearest(domain)
    return f"{local}@{meant}" if meant else ""


def _nearest(domain: str) -> str:
    if domain in PROVIDERS or domain in REAL:
        return ""
    return next((provider for provider in PROVIDERS if _one_slip(domain, provider)), "")


def _one_slip(written: str, meant: str) -> bool:
    """One sign too many, too few or wrong, or two neighbours swapped."""
    if abs(len(written) - len(meant)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if at is None:
        return len(written) != len(meant)
    rest, other = written[at:], meant[at:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
