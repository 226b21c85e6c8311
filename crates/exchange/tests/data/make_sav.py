"""Writes the SPSS files of this folder, and in answers.csv what pyreadstat itself reads from every one of them.

The answers are made up by a linear congruential generator, so that every run writes the same cases.
Run with pyreadstat 1.3 or newer: python make_sav.py
"""

import pathlib

import pandas
import pyreadstat

HERE = pathlib.Path(__file__).parent
COMMENT = "".join(f"<{number:03}>" for number in range(130))  # 650 bytes, no two stretches alike


def draws(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed >> 16


def survey(respondents):
    draw = draws(20260301)
    rows = []
    for number in range(1, respondents + 1):
        row = {"id": f"r{number}", "Cabang_yang_dikunjungi": 1.0 + next(draw) % 2}
        for item in (1, 2, 3):
            row[f"E{item:02}"] = float(4 + next(draw) % 4)
            row[f"P{item:02}"] = float(1 + next(draw) % 7)
        rows.append(row)
    rows[1]["P01"] = None  # system missing
    rows[2]["P01"] = 9.0  # does not apply
    rows[3]["P02"] = 97.0  # within a range of missing values
    rows[4]["P03"] = 2.5  # no answer of the scale, yet a number of the file
    for number, row in enumerate(rows):
        row["kota"] = ["Cádiz", "Málaga", ""][number % 3]
        row["comment"] = COMMENT if number == 0 else "short"
    return pandas.DataFrame(rows)


def write(name, frame, **how):
    pyreadstat.write_sav(
        frame,
        HERE / name,
        column_labels={"E01": "Equipment should be modern", "P01": "The equipment is modern"},
        variable_value_labels={
            "P01": {1: "Strongly disagree", 7: "Strongly agree", 9: "Not applicable"},
            "Cabang_yang_dikunjungi": {1: "Bogor", 2: "Depok"},
        },
        missing_ranges={"P01": [9], "P02": [{"lo": 97, "hi": 99}], "P03": [{"lo": 97, "hi": 99}, 8]},
        **how,
    )
    read, _ = pyreadstat.read_sav(HERE / name, user_missing=True)
    return read.to_csv(index=False, float_format="%g")


if __name__ == "__main__":
    answers = survey(12)
    found = [
        write("plain.sav", answers, compress=False, row_compress=False),
        write("bytes.sav", answers, row_compress=True),
        write("blocks.zsav", answers, compress=True),
    ]
    assert found[0] == found[1] == found[2]
    (HERE / "answers.csv").write_text(found[0], encoding="utf-8")
