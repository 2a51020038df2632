"""The list of a class that a platform exported: read as it is, and nobody gets another's row."""

import pytest

from autograder.formats.roster import RosterError, matched, parsed, same_title


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "lists nobody"),
        (b"Student,ID\n", "lists nobody"),
        ("Student\nÅsa\n".encode("latin-1"), "isn't UTF-8"),
        (b'Student,ID\n"Ada,1\n', "can't be read as a table"),
        (b"Student,ID\nAda,1,2\n", "longer than its first"),
    ],
)
def test_a_list_that_cant_be_read_is_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(RosterError, match=told):
        parsed(content)


@pytest.mark.parametrize("text", ["a,b\nÅ,2\n", "a;b\r\nÅ;2\r\n", "\ufeffa\tb\nÅ\t2\n", '\ufeffa,b\r\n"x\ny",2\r\n'])
def test_it_is_written_as_it_was(text: str) -> None:
    found = parsed(text.encode())
    assert found.columns == ["a", "b"]
    assert found.written(found.rows) == text


def test_rows_that_a_spreadsheet_cut_are_filled() -> None:
    assert parsed(b"a,b,c\n1\n\n2,3\n").rows == [["a", "b", "c"], ["1", "", ""], ["2", "3", ""]]


def test_a_student_is_found_by_login_address_or_number() -> None:
    keys = [["11", "ada@example.org"], ["12", "BOB"], ["13", "cy"], ["14", ""]]
    found = matched(["ada", "bob", "13", "hopper_14", "nobody", ""], keys, ["11", "12", "13", "14"])
    assert found.rows == {"ada": 0, "bob": 1, "13": 2, "hopper_14": 3}
    assert found.missing == ["nobody", ""]
    assert found.doubtful == []


def test_what_fits_exactly_comes_first() -> None:
    found = matched(["Ada", "ada"], [["ada"], ["Ada"], ["ADA"]])
    assert found.rows == {"Ada": 1, "ada": 0}


def test_nobody_gets_a_row_that_may_be_anothers() -> None:
    two_rows = matched(["ada"], [["ADA", "x"], ["Ada", "y"]])
    assert (two_rows.rows, two_rows.doubtful) == ({}, ["ada"])
    two_students = matched(["ada", "ada@example.org", "bob"], [["ada@example.org"], ["bob"]])
    assert (two_students.rows, two_students.doubtful) == ({"bob": 1}, ["ada", "ada@example.org"])


def test_titles_are_told_apart_by_their_words() -> None:
    assert same_title("02_distances", "02 Distances")
    assert same_title("02-distances", "02_DISTANCES")
    assert not same_title("02_distances", "02_distances_2")


@pytest.mark.parametrize("name", ['a\\"b', 'a\\", b', 'one "more\\" of, them', 'x,\\"'])
def test_a_name_that_moodle_writes_otherwise_is_read(name: str) -> None:
    """Its quote stands behind a backslash and isn't doubled; nobody's name keeps a class from being exported."""
    doubled = name.replace('"', '""').replace('\\""', '\\"')
    found = parsed(f'Name,Username,Grade\n"{doubled}",ada,-\n"Bob ""B"" Bell",bob,2\n'.encode())
    assert found.rows[1:] == [[name, "ada", "-"], ['Bob "B" Bell', "bob", "2"]]
