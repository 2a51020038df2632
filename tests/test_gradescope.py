"""Gradescope's results.json: by its published format, with no zero for what wasn't graded and no markup of a student's."""

import json

import awkward
import platforms
import pytest
from jsonschema import Draft202012Validator

from autograder.formats import gradescope
from autograder.formats.sheet import Row, Sheet
from autograder.text.places import visible

VALID = Draft202012Validator(platforms.GRADESCOPE)


def test_the_schema_takes_what_the_specification_shows_and_refuses_slips() -> None:
    shown = {
        "score": 44.0,
        "execution_time": 136,
        "output": "Text",
        "visibility": "after_due_date",
        "tests": [{"name": "Compilation check", "status": "passed"}, {"name": "Test 3", "score": 5, "max_score": 10}],
    }
    VALID.validate(shown)
    slips: list[object] = [
        {"tests": []},
        {},
        {"score": None},
        {"score": 1, "visibility": "never"},
        {"tests": [{"status": "failed"}]},
    ]
    for slip in slips:
        assert not VALID.is_valid(slip), slip


@pytest.mark.parametrize("visibility", gradescope.VISIBILITIES)
def test_a_submission_is_a_test_for_each_exercise(visibility: gradescope.Visibility) -> None:
    found = gradescope.results([awkward.sheet(2.5)], visibility)
    assert found is not None
    VALID.validate(found)
    assert found["score"] == platforms.gradescope_total(found) == 2.5
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in found["tests"]] == [
        ("mean_digit", 1, 1, "passed"),
        ("=l1_distance", 1.5, 3, "failed"),
    ]
    assert found["visibility"] == visibility
    assert found["stdout_visibility"] == "hidden", "a run prints what is the instructor's"
    assert "A note" in found["output"]


def test_texts_are_shown_as_texts() -> None:
    """The default of the output above all tests is HTML."""
    found = gradescope.results([Sheet("a", "b", [Row("<b>", "wrong", 0, 1, "<i>\r\x1b[2J")], ["<script>"])])
    assert found is not None
    assert [found[name] for name in ("output_format", "test_output_format", "test_name_format")] == ["text"] * 3
    assert found["tests"][0]["output"] == "<i>\\r\\x1b[2J", "only a line's own end ends a line"


def test_what_wasnt_graded_has_no_score_and_is_named_first() -> None:
    found = gradescope.results([awkward.sheet(lost=True)])
    assert found is not None
    VALID.validate(found)
    assert "score" not in found and platforms.gradescope_total(found) == 1.5
    (lost,) = [test for test in found["tests"] if test["name"] == "fit"]
    assert "score" not in lost and "max_score" not in lost
    assert (lost["status"], lost["tags"]) == ("failed", ["not graded"])
    assert found["output"].startswith("Not graded, by no fault of yours: fit (2 points).")
    assert found["extra_data"]["not_graded"] == {"fit": 2}


def test_where_nothing_was_graded_there_is_no_file() -> None:
    assert gradescope.results([Sheet("a", "b", [Row("f", "error", 0, 1)])]) is None
    assert gradescope.results([Sheet("a", "b", [Row("why", "unread", 0, 4)])]) is None


def test_what_a_person_reads_is_no_test() -> None:
    found = gradescope.results([awkward.sheet(unread=True)])
    assert found is not None
    VALID.validate(found)
    assert found["score"] == 1.5 and len(found["tests"]) == 2
    assert "A person reads why (4 points)" in found["output"]
    assert found["extra_data"]["waits_for_a_reader"] == {"why": 4}


@pytest.mark.parametrize("name", awkward.NAMES)
def test_any_text_of_a_students_is_text(name: str) -> None:
    found = gradescope.results([Sheet(name, name, [Row(name, "wrong", 0, 1, name)], [name])])
    VALID.validate(found)
    text = json.dumps(found)
    again = json.loads(text.encode("utf-8"))
    assert again == found
    assert again["tests"][0]["output"] == visible(name, "\n\t")
