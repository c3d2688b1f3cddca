"""Why a link of a letter opens nothing."""


class LetterRefused(Exception):
    """The link opens the chat as if there were no letter."""


class NoSuchLetter(LetterRefused):
    """Nobody made this link, it is another site's, or it belongs to another browser: absent and forbidden alike."""


class LetterOver(LetterRefused):
    """It was a link of this site, but its time is over."""
