"""Files of recipients: what is read, what is refused with its line, what comes out."""

import csv
import io

import pytest

from chatdesk.letters.recipients import BadRecipients, Recipient, read, written

ILSE = Recipient("Ilse Mill", "ilse@mill.example")


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Mill,ilse@mill.example",
        "ilse@mill.example;Ilse Mill",
        "Ilse Mill\tILSE@mill.example",
        "name,email\nIlse Mill,ilse@mill.example\n\n",
        "\ufeffИмя;E-mail\r\n Ilse  Mill ; ilse@mill.example \r\n",
        '"Ilse Mill",ilse@mill.example',
    ],
)
def test_a_name_and_an_address_in_any_order_with_any_separator(text: str) -> None:
    assert read(text.encode()) == [ILSE]


def test_either_is_enough() -> None:
    assert read(b"Ilse Mill\nhans@mill.example") == [Recipient("Ilse Mill"), Recipient("", "hans@mill.example")]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 0, "nobody"),
        (b"name,email\n", 0, "nobody"),
        (b"\xff\xfe\x00", 0, "UTF-8"),
        (b"x" * 2_000_001, 0, "2 MB"),
        (b"Ilse\nilse@", 2, "no e-mail"),
        (b"Ilse," + b"a" * 300 + b"@mill.example", 1, "no e-mail"),
        (b"Ilse,Mill,ilse@mill.example", 1, "nothing else"),
        (b"a@mill.example,b@mill.example", 1, "nothing else"),
        ("ж".encode() * 81, 1, "80 characters"),
        (b"x\n" * 10_001, 10_001, "10,000"),
        (b'"' + b"x" * 200_000, 0, "CSV"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(BadRecipients, match=words) as refused:
        read(data)
    assert refused.value.line == line


def test_no_cell_of_the_file_is_a_formula_and_no_card_number_is_kept() -> None:
    rows = read(b"=HYPERLINK(1)\n+31612345678\n-1\n4111 1111 1111 1111")
    out = list(csv.reader(io.StringIO(written((one, "https://x") for one in rows).removeprefix("\ufeff"))))
    assert [name for name, *_ in out[1:]] == ["'=HYPERLINK(1)", "'+31612345678", "'-1", "•••• 1111"]


def test_ten_thousand_recipients_are_read() -> None:
    assert len(read(b"".join(b"guest%d@mill.example\n" % number for number in range(10_000)))) == 10_000
