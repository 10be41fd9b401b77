"""The symbols that the recogniser tells apart, in the order of the network's outputs.

`KEPT` stand in the text of a reading. `NAMED` are told apart because dates, shares and brackets cut numbers in pieces;
they are shown among the symbols and counted as other ink. `OTHER` is any ink that is none of these: letters, marks,
rules, dirt. `CUT` is a part of a number's symbol, or several of them at once: the mark of a wrong cut, never shown.
"""

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
PUNCTUATION = ".,-+"
NAMED = "/():%"
OTHER, CUT = "?", "!"

DIGITS = THAI + ARABIC
KEPT = DIGITS + PUNCTUATION
CLASSES = KEPT + NAMED + OTHER + CUT

# What a symbol says, whatever its script: outputs of the same value are one answer.
VALUES = ARABIC + PUNCTUATION + NAMED + OTHER
VALUE_OF = [VALUES.index(str(int(char)) if char in DIGITS else OTHER if char == CUT else char) for char in CLASSES]
