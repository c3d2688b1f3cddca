"""Tokens with which a site's server vouches for a person: JWTs of one algorithm, read and checked. Pure.

Nothing of a token is believed, nor told to whoever sent it, before its signature was found to be of the site's secret.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import jwt
import msgspec
from jwt.exceptions import InvalidJTIError, InvalidSubjectError
from msgspec import Meta

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import MAX_TOKEN, Attributes, Email, Name, Phone
from chatdesk.realtime.texts import clean

ALGORITHM = "HS256"
LONGEST_LIFE = 3_600
"""Seconds between ``iat`` and ``exp``: a token that somebody copies is worth little soon."""
LEEWAY = 60
"""Seconds by which the site's clock may be wrong."""
REQUIRED = ("sub", "aud", "iat", "exp")


@dataclass(frozen=True, slots=True)
class Key:
    """A secret that counts now."""

    kid: str
    secret: str


class Claims(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a token says; what is not known is refused, so that a mistyped name is noticed."""

    sub: Annotated[str, Meta(min_length=1, max_length=128)]
    aud: str | list[str]
    iat: float
    exp: float
    nbf: float | None = None
    iss: str | None = None
    jti: str | None = None
    name: Name | None = None
    email: Email | None = None
    phone: Phone | None = None
    attributes: Attributes | None = None


def read_token(token: str, *, keys: Sequence[Key], site_key: str) -> Claims:
    """The claims of a token that one of the keys signed for this site; raises Refusal with a code of its own."""
    if len(token) > MAX_TOKEN:
        raise Refusal(f"A token has at most {MAX_TOKEN} characters.", code=ErrorCode.TOKEN_TOO_LARGE)
    if not keys:
        raise Refusal("This site has no signing secret yet: make one on its page.", code=ErrorCode.TOKEN_UNEXPECTED)
    try:
        payload = _verified(token, _fitting(token, keys), site_key)
        claims = msgspec.json.decode(msgspec.json.encode(payload), type=Claims)
    except msgspec.ValidationError as error:
        raise Refusal(f"A claim is not as it should be: {error}.", code=ErrorCode.TOKEN_INCOMPLETE) from error
    except (jwt.InvalidTokenError, RecursionError, OverflowError, UnicodeError) as error:
        raise _refusal(error) from error
    _check(claims)
    return claims


def _fitting(token: str, keys: Sequence[Key]) -> Sequence[Key]:
    kid = jwt.get_unverified_header(token).get("kid")
    return keys if kid is None else [key for key in keys if key.kid == kid]


def _verified(token: str, keys: Sequence[Key], site_key: str) -> dict[str, Any]:
    for key in keys:
        try:
            return jwt.decode(
                token,
                key.secret,
                algorithms=[ALGORITHM],
                audience=site_key,
                leeway=LEEWAY,
                options={"require": list(REQUIRED)},
            )
        except jwt.InvalidSignatureError:
            continue
    raise jwt.InvalidSignatureError


def _check(claims: Claims) -> None:
    if claims.exp - claims.iat > LONGEST_LIFE or claims.exp > time.time() + LONGEST_LIFE + LEEWAY:
        text = f"The token lives too long: exp is at most {LONGEST_LIFE} seconds after iat."
        raise Refusal(text, code=ErrorCode.TOKEN_LIFETIME)
    if clean(claims.sub).strip() != claims.sub:
        text = "The claim sub holds spaces at its ends or characters that can't be stored."
        raise Refusal(text, code=ErrorCode.TOKEN_INCOMPLETE)


def _refusal(error: Exception) -> Refusal:
    match error:
        case jwt.InvalidSignatureError():
            return Refusal("No secret that is valid for this site made this signature.", code=ErrorCode.TOKEN_FORGED)
        case jwt.ExpiredSignatureError():
            return Refusal("The token has run out: exp is past.", code=ErrorCode.TOKEN_EXPIRED)
        case jwt.ImmatureSignatureError():
            return Refusal("The token is of the future: look at the server's clock.", code=ErrorCode.TOKEN_LIFETIME)
        case jwt.InvalidAudienceError():
            text = "The token is for another site: aud must be this site's key."
            return Refusal(text, code=ErrorCode.TOKEN_OF_ANOTHER_SITE)
        case jwt.MissingRequiredClaimError(claim=claim):
            return Refusal(f"The claim {claim} is missing.", code=ErrorCode.TOKEN_INCOMPLETE)
        case InvalidSubjectError() | InvalidJTIError() | jwt.InvalidIssuedAtError():
            text = "The claim sub must be text, iat and exp numbers of seconds."
            return Refusal(text, code=ErrorCode.TOKEN_INCOMPLETE)
    return Refusal(f"This is no token signed with {ALGORITHM}.", code=ErrorCode.TOKEN_UNREADABLE)
