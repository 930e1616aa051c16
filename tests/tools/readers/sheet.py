"""Reads the workbook with openpyxl, or the CSV with pandas, and holds it against the JSON page."""
import datetime
import json
import sys

library, folder = sys.argv[1], sys.argv[2]
page = json.load(open(f"{folder}/page.json", encoding="utf-8"))
items = page["items"]
assert page["next"] is None and items

if library == "openpyxl":
    import openpyxl

    book = openpyxl.load_workbook(f"{folder}/rows.xlsx")
    assert book.sheetnames == ["observations", "sources"], book.sheetnames
    sheet = book["observations"]
    assert sheet.freeze_panes == "A2", sheet.freeze_panes
    header, *rows = sheet.iter_rows(values_only=True)
    rows = [dict(zip(header, row)) for row in rows]
    assert all(isinstance(row["value"], (int, float)) for row in rows)
    assert all(isinstance(row["periodStart"], datetime.datetime) for row in rows)
    assert {row["source_release"] for row in rows} <= {row[0] for row in book["sources"].iter_rows(min_row=2, values_only=True)}
    day = lambda row, name: row[name].strftime("%Y-%m-%d")
else:
    import pandas

    rows = pandas.read_csv(f"{folder}/rows.csv", parse_dates=["periodStart"]).to_dict("records")
    day = lambda row, name: row[name].strftime("%Y-%m-%d")

assert len(rows) == len(items), (len(rows), len(items))
for row, item in zip(rows, items):
    assert float(row["value"]) == float(item["value"]), (row["value"], item["value"])
    assert row["indicator"] == item["indicator"] and str(row["period"]) == item["period"] and row["areaZh"] == item["areaZh"]
    assert day(row, "periodStart") == item["periodStart"] and bool(row["seriesBreak"]) == item["seriesBreak"]
    assert row["source_titleZh"] == item["source"]["titleZh"]
