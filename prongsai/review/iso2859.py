"""Single sampling plans for normal inspection.

Source: ISO 2859-1:1999, table 1 (code letters, general levels I to III) and table 2-A (sample sizes and acceptance
numbers, normal inspection). All letters of table 1, and all 176 plans that follow from the tables below (16 letters by
11 AQLs, arrows followed), were compared cell by cell with tables I and II-A of MIL-STD-105E (1989), from which the
standard takes them, as the R package AQLSchemes 1.7-2 transcribes them: no difference. A second transcription, the
construction criteria of the National Institute of Building Sciences (level II, AQL 0.65 to 6.5), agrees where it
speaks. Grade A. AQLs below 0.065 and above 6.5 are left out: nobody judges so many values, or accepts so many errors.
"""

# Largest lot, and the code letter at general level I, II, III. None: any larger lot.
LETTERS: tuple[tuple[int | None, str, str, str], ...] = (
    (8, "A", "A", "B"),
    (15, "A", "B", "C"),
    (25, "B", "C", "D"),
    (50, "C", "D", "E"),
    (90, "C", "E", "F"),
    (150, "D", "F", "G"),
    (280, "E", "G", "H"),
    (500, "F", "H", "J"),
    (1_200, "G", "J", "K"),
    (3_200, "H", "K", "L"),
    (10_000, "J", "L", "M"),
    (35_000, "K", "M", "N"),
    (150_000, "L", "N", "P"),
    (500_000, "M", "P", "Q"),
    (None, "N", "Q", "R"),
)

SIZES: dict[str, int] = {
    "A": 2, "B": 3, "C": 5, "D": 8, "E": 13, "F": 20, "G": 32, "H": 50, "J": 80, "K": 125, "L": 200, "M": 315,
    "N": 500, "P": 800, "Q": 1250, "R": 2000,
}  # fmt: skip

# The letter whose plan accepts no error, by AQL in percent.
ZERO_LETTER: dict[float, str] = {
    0.065: "L", 0.10: "K", 0.15: "J", 0.25: "H", 0.40: "G", 0.65: "F", 1.0: "E", 1.5: "D", 2.5: "C", 4.0: "B", 6.5: "A",
}  # fmt: skip

# Letters beyond the one that accepts none, and what is accepted there. Between 0 and 1 an arrow leads to a neighbour.
ACCEPTED: dict[int, int] = {0: 0, 3: 1, 4: 2, 5: 3, 6: 5, 7: 7, 8: 10, 9: 14, 10: 21}
ARROWS: dict[int, int] = {1: 0, 2: 3}
