"""Scores of several agencies over years, as a chart.

    prongsai convert samples --out records
    python docs/examples/scores_over_years.py records scores.svg

The cells between ``# %%`` can be run one by one in an editor or a notebook. The chart is plain SVG, which every browser
shows: pandas is all that is needed.
"""

# %% What the reports say
import html
import sys
from pathlib import Path

import pandas as pd

import prongsai

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "records"
CHART = Path(sys.argv[2] if len(sys.argv) > 2 else "scores.svg")
MOST = 8  # agencies in the chart, those with most years first


def overall_by_year(archive: prongsai.Archive) -> pd.DataFrame:
    """One row an agency, one column a fiscal year (BE): the overall score out of 100.

    A score of a league table names its agency; any other is the report's own. Where several reports of an agency state
    the same year, the last one read counts.
    """
    agencies = archive.documents[["document_id", "agency_name", "fiscal_year_be"]]
    reports = agencies.rename(columns={"fiscal_year_be": "reported_in"})
    scores = archive.scores.query("scope == 'overall'").dropna(subset=["score", "fiscal_year_be"])
    joined = scores.merge(reports, on="document_id").sort_values("reported_in", kind="stable")
    joined["agency"] = joined["agency"].fillna(joined["agency_name"])
    joined["percent"] = 100 * joined["score"] / joined["max_score"]
    named = joined.dropna(subset=["agency"])
    return named.pivot_table(index="agency", columns="fiscal_year_be", values="percent", aggfunc="last")


# %% The chart
WIDTH, HEIGHT, LEFT, TOP, LEGEND = 960, 420, 60, 40, 380
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5aa8", "#b8860b", "#2a9d8f", "#6c757d", "#d1495b")


def table_to_svg(table: pd.DataFrame) -> str:
    """Lines over years, one an agency, on a scale from the lowest ten to 100; a line skips a missing year."""
    years = [int(year) for year in table.columns]
    lowest = 10 * int(table.to_numpy(float, na_value=100).min() // 10)
    step = (WIDTH - LEFT - LEGEND) / max(1, len(years) - 1)

    def place(column: int, score: float) -> tuple[float, float]:
        return LEFT + column * step, TOP + (HEIGHT - 2 * TOP) * (100 - score) / (100 - lowest)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for score in range(lowest, 101, 5):
        (x, y), right = place(0, score), WIDTH - LEGEND
        parts.append(f'<line x1="{x}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 10}" y="{y + 4:.1f}" font-size="12" text-anchor="end">{score}</text>')
    for column, year in enumerate(years):
        x, _ = place(column, lowest)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 12}" font-size="12" text-anchor="middle">{year}</text>')
    for number, (agency, row) in enumerate(table.iterrows()):
        colour = COLOURS[number % len(COLOURS)]
        points = [place(column, score) for column, score in enumerate(row) if pd.notna(score)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        y = TOP + 26 * number
        parts.append(f'<rect x="{WIDTH - LEGEND + 30}" y="{y - 10}" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH - LEGEND + 50}" y="{y}" font-size="14">{html.escape(str(agency))}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


# %% From the folder to the picture
def main() -> None:
    """Print the table and write the chart."""
    table = overall_by_year(prongsai.load(FOLDER))
    shown = table.loc[table.notna().sum(axis=1).sort_values(ascending=False, kind="stable").index].head(MOST)
    print(shown.round(2).to_string(na_rep="-"))
    CHART.write_text(table_to_svg(shown), "utf-8")
    print(f"chart in {CHART}")


if __name__ == "__main__":
    main()
